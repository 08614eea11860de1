"""Finished PDFs: binding, furniture, colours, imposition."""
