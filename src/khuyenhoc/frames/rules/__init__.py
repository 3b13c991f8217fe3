"""Rule sets over the columns of a table."""
