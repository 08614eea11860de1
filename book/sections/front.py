"""Cover, half-title, title page and imprint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from book.errors import Mistakes, Place
from book.files import image_file
from book.languages import Language
from book.manuscript.config import BookConfig
from book.photos.covers import TitlePlace, cover_photo
from book.photos.formats import is_photograph
from book.sections.context import BuildContext
from book.sections.parts import frontispiece
from book.sections.section import Section
from book.text.photographs import PictureSetting, fit_attributes, treatment_of


def front_matter(context: BuildContext) -> list[Section]:
    """The sections before the foreword that the book has."""
    config, language, templates = context.manuscript.config, context.language, context.templates
    words = cover_words(config, language, context.manuscript.folder, context.pictures)
    common = {**words, "title": config.title}

    def made(section_id: str, kind: str, matter: Any, start: Any = "recto", **more: Any) -> Section:
        tree = templates.render(
            f"{section_id}.html",
            kind=kind,
            start=start,
            anchor=f"section-{section_id}",
            **common,
            **more,
        )
        return Section(section_id, kind, tree, matter=matter, start=start)

    sections = []
    if config.cover:
        sections.append(made("cover", "cover", "cover"))
    if config.half_title:
        sections.append(made("half-title", "half-title", "front"))
    if facing := frontispiece(context):
        sections.append(facing)
    foot = [line for line in (config.imprint.publisher, words["place_and_year"]) if line]
    sections.append(made("title-page", "title-page", "front", foot=foot))
    return sections


def cover_words(
    config: BookConfig, language: Language, folder: Path, setting: PictureSetting
) -> dict[str, Any]:
    """What the templates of a cover's front print."""
    art, title = _art(config, folder, setting)
    return {
        "book": config,
        "art": art,
        "art_alt": config.cover.alt if config.cover else "",
        "title_place": title,
        "occasion": _occasion(config, language),
        "place_and_year": ", ".join(p for p in (config.place, config.imprint.year) if p),
    }


def _art(config: BookConfig, folder: Path, setting: PictureSetting) -> tuple[str, TitlePlace]:
    """The address of the cover's picture, a photograph cropped to the trim, and where the title
    stands on it. What is wrong with its focus or its file is told elsewhere."""
    cover = config.cover
    if cover is None or not is_photograph(cover.picture):
        return cover.picture if cover else "", ""
    width, height = config.trim
    asked = {"crop": f"{width:g}:{height:g}", **({"focus": cover.focus} if cover.focus else {})}
    treatment = treatment_of(fit_attributes(asked, Place(""), Mistakes()), "")
    file = image_file(folder, cover.photo) if cover.photo else None
    if file is None:
        return treatment.address(cover.picture), cover.title_place or ""
    found = cover_photo(
        file,
        treatment,
        setting.cover,
        title=cover.title_place or "",
        with_scrim=cover.scrim == "auto",
    )
    return found.treatment.address(cover.photo), found.title


def _occasion(config: BookConfig, language: Language) -> str:
    given = config.occasion
    span = language.span(given.first, given.last)
    return f"{given.text} ({span})" if given.text and span else given.text or span
