"""Legal documents, how they are cited in print, and whether a citation is right."""
