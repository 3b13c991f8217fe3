"""The decision whether a title is earned, and the way to it."""
