"""The files of a printing house, and the note that goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from book.errors import Plural, Said
from book.paged.pdf.inks import Inks
from book.paged.pdf.pdf_x import registered
from book.paged.pdf.press_sheet import BLEED
from book.paged.typeset_book import TypesetBook
from book.sections.cover_sheet import LEAST_SPINE

#: Told where the book names no profile.
ASK_FOR_PROFILE = Said(
    "Colours are converted for a usual press and coated paper, of no standard. Ask the printing "
    "house for its profile, such as Coated FOGRA39 or PSO Coated v3, put it into the book folder, "
    "and name it in book.yaml as the profile of press."
)


@dataclass(frozen=True)
class PressFiles:
    """Where the files of a printing house are, how many pages the inside has, and how wide the
    spine is in mm."""

    inside: Path
    cover: Path
    note: Path
    pages: int
    spine: float


def note_of(book: TypesetBook, files: PressFiles, inks: Inks) -> list[str]:
    """What the printing house needs to know, a line each."""
    say, config = book.language.say, book.manuscript.config
    width, height = (f"{mm:g}" for mm in config.trim)
    spine = f"{files.spine:.1f}"
    lines = [
        config.title,
        "",
        say(
            "Trim size: {width} × {height} mm, bleed {bleed} mm on all sides.",
            width=width,
            height=height,
            bleed=f"{BLEED:g}",
        ),
        say(
            Plural(
                "Inside: {file}, {count} page, on the right.",
                "Inside: {file}, {count} pages, one a page of the PDF, the first on the right.",
            ),
            file=files.inside.name,
            count=files.pages,
        )
        if config.binding == "left"
        else say(
            Plural(
                "Inside: {file}, {count} page, on the left.",
                "Inside: {file}, {count} pages, one a page of the PDF, the first on the left.",
            ),
            file=files.inside.name,
            count=files.pages,
        ),
        say(
            "Cover: {file}, back, spine and front on one sheet; spine {spine} mm.",
            file=files.cover.name,
            spine=spine,
        ),
        say(
            "PDF/X-4, CMYK, text in black alone; profile: {profile}.",
            profile=config.press.condition or registered(inks.description) or inks.description,
        ),
    ]
    if config.press.spot:
        lines.append(say("The accent is an ink of its own: {name}.", name=config.press.spot))
    if not config.press.profile:
        lines.append(ASK_FOR_PROFILE.told(say))
    if files.spine < LEAST_SPINE:
        lines.append(
            say(
                "The spine is narrower than {least} mm and bears no words.",
                least=f"{LEAST_SPINE:g}",
            )
        )
    return lines
