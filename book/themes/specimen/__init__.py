"""A small book that shows a theme: a folder for each language that it is written in."""

from __future__ import annotations

from pathlib import Path

SPECIMEN = Path(__file__).resolve().parent


def of_language(code: str) -> Path:
    """The folder of the small book in a language, in English where it is not written in it."""
    folder = SPECIMEN / code
    return folder if (folder / "book.yaml").is_file() else SPECIMEN / "en"
