"""What the records say, what the prose says, and one held against the other."""
