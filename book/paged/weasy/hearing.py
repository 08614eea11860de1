"""What WeasyPrint logs while it works, as diagnostics of a galley: told without folders."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import cssselect2
import tinycss2
from weasyprint.logger import LOGGER

from book.errors import Said
from book.paged.weasy.fetching import FolderFetcher
from book.pagemap import Diagnostic
from book.themes.styles import Sheet, Style

_PLACEHOLDER = re.compile(r"%[a-z]")
_AT = "%d:%d"
#: The folders before the name of a file that lies nowhere where it may be read.
_ELSEWHERE = re.compile(r"file://\S*/")
#: Logged of a picture: its address is the first value.
_PICTURE = ("Failed to load image at", "Failed to render SVG image")


class Heard(logging.Handler):
    """Keeps what WeasyPrint logs in this thread while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._records.append(record)

    def __enter__(self) -> Heard:
        LOGGER.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        LOGGER.removeHandler(self)

    def of_sheet(self, sheet: Sheet, roots: tuple[str, ...]) -> Iterator[Diagnostic]:
        """What is not understood of a style sheet that was read meanwhile."""
        for record in self._records:
            message, (line, column) = record.getMessage(), _place_of(record, sheet.css)
            message = message.replace(f" at {line}:{column}", "") if line else message
            yield Diagnostic(_without(roots, message), sheet=sheet.name, line=line, column=column)

    def of_pictures(
        self, fetcher: FolderFetcher, style: Style, base_url: str
    ) -> Iterator[Diagnostic]:
        """The pictures that could not be shown in a document that was typeset meanwhile."""
        for record in self._records:
            if not str(record.msg).startswith(_PICTURE) or not isinstance(record.args, tuple):
                continue
            url = str(record.args[0])
            said = fetcher.refused.get(url, Said("it is no picture that can be shown"))
            name = _name(url, base_url, style.roots)
            inside = _name(fetcher.inside.get(url, ""), base_url, style.roots)
            sheet, line = ("", 0) if inside else _named_in(style, name)
            # An address stands there as it is written in the drawing.
            values = {
                key: str(value) if key == "address" else _without(style.roots, str(value))
                for key, value in said.values.items()
            }
            yield Diagnostic(
                reason=str(said.message),
                values=values,
                picture=name,
                inside=inside,
                sheet=sheet,
                line=line,
            )


def _place_of(record: logging.LogRecord, css: str) -> tuple[int, int]:
    """The line and column of a rule that WeasyPrint logged, from 1; 0 where it is not known."""
    form, values = str(record.msg), record.args
    if isinstance(values, tuple) and _AT in form:
        first = len(_PLACEHOLDER.findall(form[: form.index(_AT)]))
        return int(str(values[first])), int(str(values[first + 1]))
    if form.startswith("Failed to load") and isinstance(values, tuple):
        return _line_with(css, str(values[0])), 0
    if form.startswith("Invalid or unsupported selector") and values:
        return _selector(css, str(values[0] if isinstance(values, tuple) else values))
    return 0, 0


def _selector(css: str, complaint: str) -> tuple[int, int]:
    """Where the first selector stands that is complained of so."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            rules.extend(tinycss2.parse_rule_list(rule.content, True, True))
        if rule.type != "qualified-rule":
            continue
        found = f"'{tinycss2.serialize(rule.prelude)}'" in complaint
        try:
            cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError as error:
            found = found or str(error) == complaint
        if found:
            return rule.source_line, rule.source_column
    return 0, 0


def _name(url: str, base_url: str, roots: tuple[str, ...]) -> str:
    """An address as a file's name in the book folder."""
    return _without(roots, unquote(url.removeprefix(base_url)))


def _without(roots: tuple[str, ...], words: str) -> str:
    """Words without the folders before files' names: they are the same for a copy elsewhere."""
    for root in roots:
        for folder in (Path(root).as_uri(), unquote(Path(root).as_uri()), root):
            words = words.replace(f"{folder}/", "")
    return _ELSEWHERE.sub("", words)


def _named_in(style: Style, name: str) -> tuple[str, int]:
    """The style sheet of the book and its line that name a file; empty where none does."""
    for sheet in style.sheets:
        if sheet.name and (line := _line_with(sheet.css, name)):
            return sheet.name, line
    return "", 0


def _line_with(css: str, name: str) -> int:
    """The first line of a style sheet that names a file (its address, or its name); 0 for none."""
    last = unquote(name.rpartition("/")[2])
    lines = enumerate(css.split("\n"), 1) if last else ()
    return next((number for number, line in lines if last in unquote(line)), 0)
