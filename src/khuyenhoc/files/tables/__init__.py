"""Tables in files: counts, forms, and whole tables to be decided."""
