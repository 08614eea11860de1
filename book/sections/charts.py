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
from book.manuscript.reading import Manuscript
from book.sections.bar_charts import Bar, Scale
from book.sections.chart_boxes import (
    bars_box,
    multiples_box,
    nothing_drawn,
    population_box,
    rows_of,
    share_box,
    told_of,
)
from book.sections.drawing import Drawing, Palette
from book.sections.timeline import Group, Timeline
from book.sections.trees import FamilyTree
from book.text.boxes import Draw
from book.text.pictures import picture
from book.text.prose import Prose
from book.text.tree import Element, Nodes, element

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
            "bars": partial(bars_box, self),
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

    def small_bars(self, what: str, values: Sequence[Bar]) -> Element:
        """A row of numbers as bars of a few millimetres, for a field of any colour; names and
        numbers are in the alternative text."""
        width, height, gap = 92.0, 24.0, 3.0
        drawing = Drawing(width, height, self.face)
        scale = Scale((bar.value for bar in values), height)
        step = (width + gap) / len(values)
        for n, bar in enumerate(values):
            tall = max(scale.length(bar.value), 0.8)
            y = scale.above - (0 if bar.value < 0 else tall)
            drawing.bar(n * step, max(y, 0), step - gap, tall, self.second)
        return picture(drawing.svg(), told_of(self, what, values), rows_of(self, what, values))

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
            return nothing_drawn(place, prose)
        top = max(value for _, _, value, _ in shown)
        height = sum(self.row * 1.45 for o in {o.id for o, *_ in shown}) + self.row * len(shown)
        drawing = Drawing(self.width, height, self.face)
        dates = (self.language.date(size.when) for _, size, _, _ in shown)
        left = max(self.face.width(when, 7.6) for when in dates) + 12
        right = max(self.face.width(text, 7.6) for *_, text in shown) + 6
        y, before = 0.0, None
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
            wide = (self.width - left - right) * value / top
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


def _marked(anchors: list[str], image: Element) -> Nodes:
    """An image with anchors for the names that are drawn in it."""
    return [element("div", {}, *(element("span", {"id": name}) for name in anchors), image)]
