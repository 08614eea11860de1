"""The rules on the cover: its photograph, and its words."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.check.pages import faults_of, not_typeset
from book.errors import Mistake, Mistakes, Place
from book.files import image_file
from book.photos.covers import contrast_of, cover_photo
from book.photos.formats import is_photograph
from book.photos.scrim import LEAST_CONTRAST
from book.text.photographs import cover_colours, fit_attributes, treatment_of
from book.themes.palettes import merged
from book.themes.styles import geometry_of, style_of


@rule("cover-pale")
def cover_pale(context: CheckContext) -> Iterator[Mistake]:
    """The words on the cover can hardly be read: they and the photograph under them differ too
    little in lightness. The contrast is measured where the words stand, as it is for pages of the
    web (WCAG 2.2, 1.4.3); at least 4.5 is wanted."""
    manuscript = context.manuscript
    config, cover = manuscript.config, manuscript.config.cover
    file = image_file(manuscript.folder, cover.picture) if cover and cover.picture else None
    if cover is None or file is None or not is_photograph(file):
        return
    style = style_of(manuscript.folder, geometry_of(manuscript.look, config.trim), manuscript.look)
    colours = cover_colours(merged([style.palette]))
    width, height = config.trim
    asked = {"crop": f"{width:g}:{height:g}", **({"focus": cover.focus} if cover.focus else {})}
    treatment = treatment_of(fit_attributes(asked, Place(""), Mistakes()), "")
    if cover.photo:
        title, with_scrim = cover.title_place or "", cover.scrim == "auto"
        found = cover_photo(file, treatment, colours, title=title, with_scrim=with_scrim).contrast
    else:
        found = contrast_of(file, treatment, colours, "")
    if 0 < found < LEAST_CONTRAST:
        yield Mistake(
            manuscript.place("book.yaml", "cover", "photo" if cover.photo else "art"),
            "the words on the cover have a contrast of {found} with the photograph; {least} is "
            "wanted",
            "Take a darker photograph, or let a scrim be laid under the words: name it as “photo”, "
            "without “scrim: none”.",
            {"found": f"{found:.1f}", "least": f"{LEAST_CONTRAST:g}"},
        )


@rule("cover-words", unless=not_typeset)
def cover_words(context: CheckContext) -> Iterator[Mistake]:
    """Words on the front of the cover or on its back have no room there: they reach the edge, or
    lie on other words or the bar code."""
    for _, fault in faults_of(context, "cover-words"):
        yield Mistake(
            context.manuscript.place("book.yaml", "cover"),
            "“{words}” has no room on the cover",
            "Shorten it; or break a long title with “title_lines”.",
            {"words": fault.words},
        )
