"""Recognition: which title is earned, at which grade, and why not.

Kinds of test are code; every number stands in a rule set, with its article.
"""
