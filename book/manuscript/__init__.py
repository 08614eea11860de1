"""The book folder, read and checked: typed, immutable, every value knows its file and line."""
