"""What the texts of a book are called where people look for them."""

from __future__ import annotations

from book.errors import BookError
from book.files import text_of
from book.studio import files
from book.studio.answers import Asked


def title_of(asked: Asked, name: str) -> str:
    """What a text is called by its own words; its file's name where it says nothing."""
    if name == "book.yaml":
        return asked.say("The book itself")
    if not name.endswith((".md", ".markdown", ".yaml", ".yml")):
        return name
    try:
        text = text_of(asked.desk.folder, name)
    except BookError:
        text = ""
    return files.title_in(text) or name.rpartition("/")[2]
