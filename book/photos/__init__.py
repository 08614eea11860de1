"""Photographs: originals as they came, and renditions of them made ready for one use."""
