"""A builder of printable commemorative books."""

__version__ = "0.1.0"
