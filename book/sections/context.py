"""What all sections of one book are made with: language, templates, names, counts, charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from book.errors import Mistakes, Place
from book.languages import Language, language
from book.languages.numbers import signs
from book.manuscript.kinds.record import Portrait
from book.manuscript.reading import Manuscript
from book.sections.charts import Charts
from book.sections.kept import KeptSections
from book.sections.templates import Templates
from book.text.decimals import align_numbers
from book.text.names import NameFinder
from book.text.numbered import Numbered
from book.text.photographs import PictureSetting, cover_colours, ink_of
from book.text.prose import Prose
from book.text.references import Target
from book.text.render import Renderer
from book.text.tree import Element

#: The group of the register that holds people.
_PEOPLE = "people"
_COLOUR = re.compile(r"--([\w-]+):\s*([^;]+);")


@dataclass(frozen=True)
class BuildContext:
    """Made once for a book; `numbered` and `mistakes` fill as its sections are written."""

    manuscript: Manuscript
    language: Language
    templates: Templates
    finder: NameFinder
    charts: Charts
    pictures: PictureSetting
    numbered: Numbered
    mistakes: Mistakes
    kept: KeptSections

    @classmethod
    def of(
        cls,
        manuscript: Manuscript,
        palette_css: str,
        measure: float,
        page_shape: float = 1.45,
        trim: tuple[float, float] | None = None,
        kept: KeptSections | None = None,
    ) -> BuildContext:
        """A context; `measure` is the width of the text block in pt, `page_shape` its height by
        its width; `trim` where it is not the book's own. `kept` are sections written before."""
        spoken = language(manuscript.config.language, manuscript.folder)
        colours = {name: value.strip() for name, value in _COLOUR.findall(palette_css)}
        numbered = Numbered()
        for entry in manuscript.register:
            if entry.anchor:
                numbered.targets[entry.id] = Target(entry.anchor, entry.printed)
        return cls(
            manuscript=manuscript,
            language=spoken,
            templates=Templates(manuscript.folder, spoken, manuscript.look.theme.folder),
            finder=NameFinder(manuscript.register),
            charts=Charts(manuscript, spoken, measure, colours),
            pictures=PictureSetting(
                ink_of(colours["accent"]),
                page_shape,
                trim or manuscript.config.trim,
                portraits_in(manuscript),
                cover_colours(colours),
            ),
            numbered=numbered,
            mistakes=Mistakes(),
            kept=kept or KeptSections(),
        )

    def aligned(self, tree: Element) -> Element:
        """A section's tree, the numbers in the columns of its tables aligned."""
        labels = self.manuscript.look.faces.labels
        align_numbers(
            tree,
            *signs(self.language.locale),
            lambda words: labels.width(words, 1, in_columns=True),
        )
        return tree

    def prose(self, section: str) -> Prose:
        return Prose(section, self.language, self.manuscript.register, self.finder, self.mistakes)

    def renderer(self, prose: Prose, place: Callable[[int], Place]) -> Renderer:
        return Renderer(
            prose=prose,
            numbered=self.numbered,
            folder=self.manuscript.folder,
            place=place,
            draw=self.charts.draw,
            setting=self.pictures,
        )


def portraits_in(manuscript: Manuscript) -> dict[str, Portrait]:
    """The portraits that records name, by the id of whom they show; the first of each."""
    found: dict[str, Portrait] = {}
    for appendix in manuscript.appendices:
        for portrait in appendix.portraits():
            entry = manuscript.register.named(_PEOPLE, portrait.subject)
            if entry is not None:
                found.setdefault(entry.id, portrait)
    return found
