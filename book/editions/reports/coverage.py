"""What a book tells of whom, as a report."""

from __future__ import annotations

from collections.abc import Sequence

from book.check.coverage import Count, Places, coverage
from book.editions.edition import BookSource
from book.editions.reports.forms import ReportPage, Row, Table
from book.errors import Plural, Translate
from book.manuscript.config import Goal


def report(source: BookSource) -> ReportPage:
    """On how many pages, in how many pictures and words the book tells of each person, term and
    unit; who has no portrait, which years have no picture. Typesets the book. Raises BookError."""
    book, say = source.pages, source.language.say
    spots, source_map = book.book_map.spots, book.source_map

    def leaf_of(anchor: str) -> int | None:
        return spots[anchor].leaf if anchor in spots else None

    def leaves_of(file: str, line: int) -> list[int]:
        return [stand.leaf for stand in source_map.stands(file, line)]

    found = coverage(
        book.manuscript, book.sections, Places(leaf_of, leaves_of), book.context.pictures.portraits
    )
    tables = [
        _counts(say, say("People"), say("Full name"), found.people, with_portraits=True),
        _counts(say, say("Terms"), say("Term"), found.terms),
        _counts(say, say("Units"), say("Name"), found.units),
    ]
    if missing := found.without_portrait:
        names = "; ".join(count.name for count in missing)
        tables.append(Table(say("Without a portrait ({count})", count=len(missing)), names))
    if found.years:
        first, last = found.years
        runs = found.years_without_picture
        years = ", ".join(str(a) if a == b else f"{a}\N{EN DASH}{b}" for a, b in runs)
        tables.append(
            Table(
                say("Years without a picture, {first} to {last}", first=first, last=last),
                years or say("None: each year is told of by the caption of a picture."),
            )
        )
    title = say("Coverage: {title}", title=book.manuscript.config.title)
    return ReportPage(title, tuple(t for t in tables if t.rows or t.about))


def _counts(
    say: Translate, heading: str, name: str, counts: Sequence[Count], with_portraits: bool = False
) -> Table:
    columns = [
        name,
        say("Number of pages"),
        say("Number of pictures"),
        say("Number of words"),
    ]
    rows = []
    for count in counts:
        missing = count.missing
        short = {
            n for n, much in enumerate((missing.pages, missing.pictures, missing.words), 1) if much
        }
        cells: list[str | int] = [count.name, count.pages, count.pictures, count.words]
        if with_portraits:
            cells.append(say("yes") if count.has_portrait else "–")
        rows.append(Row(tuple(cells), frozenset(short)))
    if with_portraits:
        columns.append(say("Portrait"))
    return Table(heading, _against(say, counts), tuple(columns), tuple(rows))


def _against(say: Translate, counts: Sequence[Count]) -> str:
    """How many reach the goal, and what it is; empty where there is none."""
    goal = counts[0].goal if counts else Goal()
    if goal == Goal():
        return ""
    reached = sum(not count.is_short for count in counts)
    parts = [
        say(words, count=number)
        for words, number in (
            (Plural("{count} page", "{count} pages"), goal.pages),
            (Plural("{count} picture", "{count} pictures"), goal.pictures),
            (Plural("{count} word", "{count} words"), goal.words),
        )
        if number
    ]
    return say(
        "{reached} of {all} reach the goal: {goal}.",
        reached=reached,
        all=len(counts),
        goal=", ".join(parts),
    )
