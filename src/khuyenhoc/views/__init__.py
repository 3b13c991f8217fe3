"""Results as people read them: rows with words and footnotes, and from them text, HTML and plain data."""
