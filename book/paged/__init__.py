"""Pages: settling, the page map, the store and the pool."""
