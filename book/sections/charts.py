"""Charts drawn from the appendices' records: terms of office, statistics, growth of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from typing import TypeVar

from book.errors import Place
from book.languages import Language
from book.manuscript.kinds.descent import Kin
from book.manuscript.kinds.organisations import Organisation, Organisations, Size
from book.manuscript.kinds.statistics import Measure, Statistics, StatisticsTable
from book.manuscript.reading import Manuscript
from book.sections.chart_boxes import multiples_box, population_box, share_box
from book.sections.drawing import Drawing
from book.sections.timeline import Group, Palette, Timeline
from book.sections.trees import FamilyTree
from book.text.boxes import Draw
from book.text.pictures import picture
from book.text.prose import Prose
from book.text.tree import Element, Nodes, element
from book.themes.fonts import Face

#: The height of a row in pt; in a narrow chart, which is shown larger, rows stand closer.
_ROW, _CLOSE_ROW, _NARROW = 12.5, 10.8, 260.0
#: The smallest words of a chart, in pt.
SMALLEST_WORDS = 7.0
Chosen = TypeVar("Chosen")


class Charts:
    """Draws the `chart` boxes of a book; `width` in pt, `colours` by their palette names."""

    def __init__(
        self, manuscript: Manuscript, language: Language, width: float, colours: dict[str, str]
    ) -> None:
        self.manuscript = manuscript
        self.face = manuscript.look.faces.labels
        self.language = language
        self.width = width
        self.row = _ROW if width > _NARROW else _CLOSE_ROW
        self.ink = colours["ink"]
        self.quiet = colours["quiet"]
        self.accent = colours["accent"]
        self.second = colours["second"]
        self.rule = colours["rule"]

    def draw(self, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
        """The chart that a box asks for, as an image; what is wrong goes to the mistakes."""
        kinds: dict[str, Draw] = {
            "timeline": self._timeline,
            "bars": self._bars,
            "growth": self._growth,
            "share": partial(share_box, self),
            "multiples": partial(multiples_box, self),
            "population": partial(population_box, self),
        }
        kind = kinds.get(attributes.get("kind", ""))
        if kind is None:
            prose.mistakes.add(
                place,
                "the chart does not say which kind it is",
                "Write kind=… with one of: {kinds}.",
                kinds=", ".join(kinds),
            )
            return []
        return kind(attributes, place, prose)

    # Who held which office when -----------------------------------------------------------

    def _timeline(self, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
        drawn = {
            appendix.id: groups
            for appendix in self.manuscript.appendices
            if (groups := list(appendix.timeline()))
        }
        found = self.chosen(drawn, attributes.get("of", ""), place, prose)
        return self.timeline(found, prose) if found else []

    def timeline(self, groups: Sequence[Group], prose: Prose) -> Nodes:
        """Bars in groups as an image; empty where no date is known."""
        palette = Palette(self.ink, self.quiet, self.rule, (self.accent, self.second, self.quiet))
        until = self.manuscript.config.occasion.last
        timeline = Timeline(
            groups=groups,
            language=self.language,
            palette=palette,
            width=self.width,
            row=self.row,
            occasion_end=until,
            face=self.face,
        )
        if not timeline.has_dates:
            return []
        anchors = [prose.mention_anchor(bar.id) for _, bars in groups for bar in bars if bar.id]
        alt = self.language.say("Timeline: {what}.", what=timeline.told())
        rows = [(self.language.say("Name"), self.language.say("Time")), *timeline.rows()]
        return _marked(anchors, picture(timeline.svg(), alt, rows))

    def trees(self, forest: Sequence[Kin], height: float) -> list[tuple[str, Element]]:
        """The charts of a family, each with its caption (empty for one alone); `height` is what
        one may have at most, in pt."""
        say = self.language.say
        palette = Palette(self.ink, self.quiet, self.rule, (self.accent, self.second))
        tree = FamilyTree(self.width, height, self.face, palette)
        charts = list(tree.charts(forest))
        drawn = []
        for chart in charts:
            caption = ""
            if len(charts) > 1:
                message = "{number}. Branch of {name}" if chart.is_branch else "{number}. {name}"
                caption = say(message, number=chart.number, name=chart.name)
            alt = say("Family tree: {what}.", what=chart.told or chart.name)
            drawn.append((caption, picture(chart.svg, alt)))
        return drawn

    # A row of statistics ------------------------------------------------------------------

    def _bars(self, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
        tables = {
            t.id: t
            for a in self.manuscript.appendices
            if isinstance(a, Statistics)
            for t in a.tables
        }
        table = self.chosen(tables, attributes.get("of", ""), place, prose)
        if table is None:
            return []
        rows = {m.id: m for m in table.measures}
        measure = self.chosen(rows, attributes.get("row", ""), place, prose, "row")
        return self._drawn_bars(table, measure, prose) if measure else []

    def _drawn_bars(self, table: StatisticsTable, measure: Measure, prose: Prose) -> Nodes:
        values = [
            (period.name, value)
            for period in table.periods
            if isinstance(value := measure.values.get(period.id), int | float)
        ]
        if not values:
            return []
        top = max(value for _, value in values) or 1
        floor, slot = 134.0, self.width / len(values)
        lines = max(len(_label_lines(prose.set(name), slot, self.face)) for name, _ in values)
        height = floor + 7 + 9 * lines
        drawing = Drawing(self.width, height, self.face)
        for number, (name, value) in enumerate(values):
            tall = (floor - 16) * value / top
            middle = (number + 0.5) * slot
            wide = min(slot * 0.56, 46)
            drawing.bar(middle - wide / 2, floor - tall, wide, tall, self.accent)
            drawing.words(
                middle,
                floor - tall - 5,
                text=self.language.number(value),
                fill=self.ink,
                size=8.5,
                weight=600,
                anchor="middle",
            )
            for line, words in enumerate(_label_lines(prose.set(name), slot, self.face)):
                drawing.words(
                    middle,
                    floor + 12 + 9 * line,
                    text=words,
                    fill=self.quiet,
                    size=7.6,
                    weight=400,
                    anchor="middle",
                )
        drawing.line(0, floor, x2=self.width, y2=floor, stroke=self.ink, width=0.6)
        said = "; ".join(f"{prose.set(name)}: {self.language.number(v)}" for name, v in values)
        alt = self.language.say("Bar chart: {what}.", what=f"{measure.name} – {said}")
        return [picture(drawing.svg(), alt, self._rows(measure.name, values))]

    def small_bars(self, what: str, values: Sequence[tuple[str, int | float]]) -> Element:
        """A row of numbers as bars of a few millimetres, for a field of any colour; names and
        numbers are in the alternative text."""
        width, height, gap = 92.0, 24.0, 3.0
        drawing = Drawing(width, height, self.face)
        top = max(value for _, value in values) or 1
        step = (width + gap) / len(values)
        for n, (_, value) in enumerate(values):
            tall = max(height * value / top, 0.8)
            drawing.bar(n * step, height - tall, step - gap, tall, self.second)
        said = "; ".join(f"{name}: {self.language.number(value)}" for name, value in values)
        alt = self.language.say("Bar chart: {what}.", what=f"{what} – {said}")
        return picture(drawing.svg(), alt, self._rows(what, values))

    def _rows(self, what: str, values: Sequence[tuple[str, int | float]]) -> list[tuple[str, str]]:
        """The table behind bars."""
        told = [(name, self.language.number(value)) for name, value in values]
        return [(self.language.say("Time"), what), *told]

    # How bodies grew ----------------------------------------------------------------------

    def _growth(self, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
        bodies = {
            o.id: o
            for a in self.manuscript.appendices
            if isinstance(a, Organisations)
            for o in a.organisations
        }
        chosen = [
            found
            for wanted in attributes.get("of", "").split(",")
            if (found := self.chosen(bodies, wanted.strip(), place, prose))
        ]
        members = attributes.get("series", "members") != "units"
        shown = [(o, s, v, t) for o in chosen for s, v, t in self._sizes(o, members)]
        if not shown:
            return []
        top = max(value for _, _, value, _ in shown)
        height = sum(self.row * 1.45 for o in {o.id for o, *_ in shown}) + self.row * len(shown)
        drawing = Drawing(self.width, height, self.face)
        left, y, before = 62.0, 0.0, None
        said, anchors = [], []
        say = self.language.say
        rows = [(say("Name"), say("Date"), say("Members") if members else say("Units"))]
        for body, size, value, text in shown:
            when = self.language.date(size.when)
            rows.append((body.name, when, text))
            if body is not before:
                drawing.words(
                    0, y + self.row - 0.5, text=body.name, fill=self.ink, size=8, weight=600
                )
                anchors.append(prose.mention_anchor(body.id))
                said.append(f"{body.name}: {when} {text}")
                y += self.row * 1.45
            else:
                said.append(f"{when} {text}")
            before = body
            wide = (self.width - left - 84) * value / top
            drawing.words(
                left - 6,
                y + 0.77 * self.row,
                text=when,
                fill=self.quiet,
                size=7.6,
                weight=400,
                anchor="end",
            )
            drawing.bar(left, y + 2, wide, self.row - 4, self.accent if members else self.second)
            drawing.words(left + max(wide, 0.5) + 4, y + 0.77 * self.row, text, self.ink, 7.6)
            y += self.row
        alt = self.language.say("Bar chart: {what}.", what="; ".join(said))
        return _marked(anchors, picture(drawing.svg(), alt, rows))

    def _sizes(self, body: Organisation, members: bool) -> list[tuple[Size, int, str]]:
        found = []
        for size in body.sizes:
            value = size.members if members else size.units
            text = size.members_text if members else size.units_text
            if value is not None:
                found.append((size, value, text or self.language.number(value)))
        return found

    def chosen(
        self, known: dict[str, Chosen], wanted: str, place: Place, prose: Prose, key: str = "of"
    ) -> Chosen | None:
        """What an attribute names; None, and a mistake, where there is no such thing."""
        if wanted not in known:
            near = get_close_matches(wanted, known, 1) or list(known)[:5]
            prose.mistakes.add(
                place,
                "the chart has nothing named {key}={wanted}",
                "Write {key}=… with an id that the appendices have, such as: {near}.",
                key=key,
                wanted=wanted or "…",
                near=", ".join(near) or "–",
            )
            return None
        return known[wanted]


def _label_lines(name: str, slot: float, face: Face) -> list[str]:
    """The name of a period under its bar, cut at its dash where the bar's slot is narrower."""
    if face.width(name, 7.6) < slot:
        return [name]
    first, dash, last = name.partition("–")
    return [first + dash, last] if dash else [name]


def _marked(anchors: list[str], image: Element) -> Nodes:
    """An image with anchors for the names that are drawn in it."""
    return [element("div", {}, *(element("span", {"id": name}) for name in anchors), image)]
