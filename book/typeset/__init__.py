"""Galleys, cache, furniture and binding: from HTML to one PDF."""
