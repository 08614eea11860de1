"""The Markdown dialect, names and references in prose, and the rules of typography."""
