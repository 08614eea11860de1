"""A book as files that offices read and correct: Word."""
