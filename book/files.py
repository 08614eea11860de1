"""The files of a book folder: texts in UTF-8 and images, none that lies elsewhere."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import unquote

from book.errors import BookError, Mistake, Place, Said
from book.reasons import of_system

#: The largest text file that is read, in bytes: some ten thousand pages.
LARGEST = 20 * 1024 * 1024


def text_of(folder: Path, name: str) -> str:
    """A file's text with plain line ends. Raises BookError where it can't be had.

    A symbolic link that leads out of the folder is not followed.
    """
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise _failure(
                name,
                "the file lies outside the book folder",
                "Copy it into the folder; a link to another place is not followed.",
            )
        if path.stat().st_size > LARGEST:
            raise _failure(
                name,
                "the file is larger than {size} MB",
                "A chapter is text: look whether something else got into the file, or split it.",
                size=LARGEST // 2**20,
            )
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise _failure(
            name, "the file is missing", "A book folder holds book.yaml and the folder “chapters”."
        ) from None
    except UnicodeDecodeError as error:
        raise BookError(_not_utf8(name, error)) from None
    except (OSError, RuntimeError) as error:
        reason = of_system(error) if isinstance(error, OSError) else Said("a link leads to itself")
        raise _failure(
            name, "the file can't be read: {reason}", "Look at its permissions.", reason=reason
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def image_file(folder: Path, name: str) -> Path | None:
    """The file of an image inside the book folder; None when there is none.

    The name is an address: `%20` in it is a space. Letters may be composed in one of the two
    names and built from marks in the other, as macOS writes them.
    """
    root = folder.resolve()
    for written in dict.fromkeys((unquote(name), name)):
        try:
            found = (_as_on_disk(root, written) or root / written).resolve()
            if found.is_relative_to(root) and found.is_file():
                return found
        except (OSError, ValueError):
            continue
    return None


def _as_on_disk(root: Path, name: str) -> Path | None:
    """The file of a name, however its letters are composed; None where there is none."""
    if (root / name).is_file():
        return root / name
    if name.isascii():
        return None
    found = root
    for part in Path(name).parts:
        if part == "..":
            return None
        wanted = unicodedata.normalize("NFC", part)
        near = (p for p in found.iterdir() if unicodedata.normalize("NFC", p.name) == wanted)
        there = next(near, None) if found.is_dir() else None
        if there is None:
            return None
        found = there
    return found


def _not_utf8(name: str, error: UnicodeDecodeError) -> Mistake:
    """What is told of a text in another encoding: where, and how it reads in an old one."""
    number = error.object[: error.start].count(b"\n")
    place = Place(name, number + 1)
    from book.languages.vietnamese import legacy

    if reading := legacy(error.object.split(b"\n")[number].decode("latin-1")):
        return Mistake(
            place,
            "this is text in {encoding}; it reads: {text}",
            "Convert the file to Unicode, with Unikey's toolkit for example, and save it in UTF-8.",
            {"encoding": reading.encoding, "text": reading.text.strip()[:60]},
        )
    return Mistake(place, "the file is not in UTF-8", "Save it again with the encoding UTF-8.")


def _failure(name: str, problem: str, cure: str, **values: object) -> BookError:
    return BookError(Mistake(Place(name), problem, cure, values))
