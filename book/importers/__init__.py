"""What the office has, brought into a book folder: Word files, spreadsheets, pictures."""
