"""Counts in tables, held against targets and added up."""
