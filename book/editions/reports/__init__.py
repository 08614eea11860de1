"""Reports to the editors: what a book holds, in tables."""
