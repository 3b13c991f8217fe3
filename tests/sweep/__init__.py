"""A second reading of the articles, held against the library case by case.

The evaluators here are written from the texts of the circulars and decrees alone. They share no code and no data with
the library, and know only the names of its facts.
"""
