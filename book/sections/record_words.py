"""The words of an appendix's records: each value set as prose, its place in the file known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property

from markupsafe import Markup

from book.dates import RecordDate
from book.errors import Message, Place
from book.indexes.collation import Collation
from book.manuscript.kinds.descent import Kin
from book.manuscript.kinds.maps import Map, Mark
from book.manuscript.kinds.record import Appendix, Bar, Spanned, View, picture_of
from book.photos.formats import is_photograph
from book.sections import maps
from book.sections.context import BuildContext
from book.text import boxes, galleries, rolls
from book.text.galleries import cell_styles
from book.text.photographs import fit_attributes, treatment_of
from book.text.pictures import address, image_file, tell_missing
from book.text.tree import Nodes, markup, nodes_of

#: A space beside a figure.
_BESIDE_FIGURES = re.compile(r"(?<=\d) (?=\w)|(?<=\w) (?=\d)")


class RecordWords:
    """Sets the values of one appendix; paths are those of its YAML tree."""

    def __init__(self, context: BuildContext, appendix: Appendix) -> None:
        self.context = context
        self.appendix = appendix
        self.mistakes = context.mistakes
        self.prose = context.prose(appendix.id)
        self.renderer = context.renderer(self.prose, self._line_place)
        self._current = Place("")
        self.labels = {
            key: appendix.labels.get(key) or said.told(self.say)
            for key, said in appendix.words.items()
        }

    def _line_place(self, line: int) -> Place:
        at = self._current
        return at.beside(at.line + line, 0 if line else at.column)

    def at(self, *path: str | int) -> Place:
        """The place of a value; what the renderer sets next is taken to stand there."""
        self._current = self.context.manuscript.place(self.appendix.id, *path)
        return self._current

    def marked(self, nodes: Nodes, place: Place | None = None) -> Markup:
        """A value for a template, marked with its place: the current one when not given."""
        if not nodes:
            return Markup("")
        return markup([self.prose.stretches.comment(place or self._current), *nodes])

    def say(self, message: Message, /, **values: object) -> str:
        return self.context.language.say(message, **values)

    def set(self, text: str) -> str:
        return self.prose.set(text)

    def line(self, text: str, *path: str | int) -> Markup:
        self.at(*path)
        return self.marked(self.renderer.line(text))

    def blocks(self, text: str, *path: str | int) -> Markup:
        self.at(*path)
        return markup(self.renderer.blocks(text))

    def verse(self, text: str, *path: str | int) -> Markup:
        self.at(*path)
        stanzas = re.split(r"\n\s*\n", text.strip())
        return Markup("").join(
            Markup('<p class="verse">{}</p>').format(
                Markup("<br>").join(markup(self.renderer.line(line)) for line in s.split("\n"))
            )
            for s in stanzas
        )

    def record(self, group: str, named: str, *path: str | int) -> Markup:
        place, entry = self.at(*path), self.prose.register.named(group, named)
        if entry:
            return self.marked([self.prose.mention(entry.id, self.prose.set(entry.printed))])
        known = [n for e in self.prose.register if e.kind == group for n in (e.id, *e.names)]
        near = get_close_matches(named, known, 1, 0.7)
        self.mistakes.add(
            place,
            "the register has no “{name}” here",
            "Did you mean “{near}”?"
            if near
            else "Enter it in an appendix of its kind, or let the field be of the type “text”.",
            name=named,
            near=near[0] if near else "",
        )
        return Markup("")

    def entry(self, group: str, record_id: str, name: str, *path: str | int) -> View:
        place = self.at(*path)
        entry = self.prose.register.named(group, record_id or name)
        assert entry is not None
        shown = self.prose.mention(entry.id, self.prose.set(name), main=True)
        anchor = entry.anchor if entry.place == place else ""
        return {"anchor": anchor, "name": self.marked([shown])}

    def timeline(self, groups: list[tuple[str, list[Bar]]]) -> Markup:
        return markup(self.context.charts.timeline(groups, self.prose))

    def trees(self, forest: list[Kin]) -> list[View]:
        charts = self.context.charts
        height = charts.width * self.context.pictures.page_shape
        return [
            {"caption": caption, "drawn": markup([drawn])}
            for caption, drawn in (charts.trees(forest, height) if forest else ())
        ]

    def sort_key(self, text: str) -> bytes:
        return self._collation.key(text)

    @cached_property
    def _collation(self) -> Collation:
        return Collation(self.context.manuscript.config.language)

    def person(self, person_id: str, *path: str | int) -> Markup:
        return self.marked(self.prose.person(person_id, self.at(*path)))

    def own(self, record_id: str, shown: str = "") -> View:
        entry = self.prose.register[record_id]
        name = self.prose.set(shown or entry.printed)
        return {
            "anchor": entry.anchor,
            "name": self.marked([self.prose.mention(record_id, name, main=True)], entry.place),
        }

    def date(self, when: RecordDate) -> str:
        words = self.context.language.date(when)
        return _kept(words) if when.is_exact else _figures_kept(words)

    def day_of_year(self, when: RecordDate) -> str:
        return _kept(self.context.language.day_of_year(when))

    def span(self, record: Spanned) -> str:
        words = _kept(self.context.language.span(record.first, record.last))
        if record.first.is_exact and (record.last is None or record.last.is_exact):
            return words
        # With words in it a span is long: a line may end behind its dash.
        return words.replace("–\N{NO-BREAK SPACE}", "– ")

    def value(self, value: int | float | str | None) -> str:
        if value is None:
            return "–"
        if isinstance(value, int | float):
            return self.context.language.number(value)
        return self.prose.set(value)

    def caption(self, table_id: str, title: Markup) -> View:
        anchor, caption = boxes.numbered(self.renderer, True, table_id, nodes_of(title), 0)
        number = self.context.numbered.tables[-1].number
        return {"anchor": anchor, "caption": markup(caption), "number": number}

    def picture(self, file: str, *path: str | int, crop: str = "", focus: str = "") -> str:
        folder = self.context.manuscript.folder
        name, asked = picture_of(file)
        found = image_file(folder, name) if name else None
        if name and found is None:
            tell_missing(folder, name, self.at(*path), self.mistakes)
        if found is None:
            return name
        if not is_photograph(found):
            return address(folder, found)
        place = self.at(*path[:-1], "focus") if focus else self.at(*path)
        asked = {"crop": crop, "focus": focus, **asked}
        fit = fit_attributes({k: v for k, v in asked.items() if v}, place, self.mistakes)
        treatment = treatment_of(fit, self.context.pictures.ink)
        return treatment.address(found.relative_to(folder.resolve()).as_posix())

    def rows(self, pictures: list[str], a_row: int = 0) -> list[list[str]]:
        if a_row:
            widths = rolls.width_of(a_row)
            return [
                cell_styles([widths] * len(pictures[n : n + a_row]), rolls.GAP)
                for n in range(0, len(pictures), a_row)
            ]
        folder = self.context.manuscript.folder
        return [cell_styles(row.widths, galleries.GAP) for row in galleries.rows(folder, pictures)]

    def drawn_map(self, given: Map, marks: Sequence[Mark], *path: str | int) -> View:
        return maps.map_view(self, given, marks, *path)

    def pages(self, ids: Sequence[str], *path: str | int) -> Markup:
        return maps.pages(self, ids, *path)

    def credit(self, whose: str, *path: str | int) -> Markup:
        return maps.credit(self, whose, *path)


def _figures_kept(date: str) -> str:
    """A date with words in it, which is long: its figures stand with what is beside them."""
    return _BESIDE_FIGURES.sub("\N{NO-BREAK SPACE}", date)


def _kept(date: str) -> str:
    """A date on one line."""
    return date.replace(" ", "\N{NO-BREAK SPACE}")
