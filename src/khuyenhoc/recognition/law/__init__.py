"""Circulars as data: facts, kinds of test, criteria, procedure."""
