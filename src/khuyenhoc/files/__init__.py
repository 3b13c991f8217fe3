"""Everything that comes from a file or goes to one: codec, catalogue, tables, calendar."""
