"""What mends WeasyPrint, one a file."""
