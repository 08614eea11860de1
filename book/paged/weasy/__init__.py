"""All that touches WeasyPrint."""
