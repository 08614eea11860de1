"""What is made of a book: a module a product."""
