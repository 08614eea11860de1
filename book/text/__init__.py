"""The Markdown dialect, names in prose, typography."""
