"""The remarks to the editors that stand in texts and records, and are not printed."""

from __future__ import annotations

from book.check.remarks import remarks_in
from book.editions.edition import BookSource
from book.editions.reports.forms import ReportPage, Row, Table


def report(source: BookSource) -> ReportPage:
    """Each remark with its place."""
    manuscript, say = source.manuscript, source.language.say
    rows = tuple(
        Row((f"{place.file}:{place.line}", words)) for place, words in remarks_in(manuscript)
    )
    about = "" if rows else say("There are no remarks.")
    title = say("Remarks to the editors: {title}", title=manuscript.config.title)
    columns = (say("Place"), say("Remark"))
    return ReportPage(title, (Table(say("Remarks"), about, columns, rows),))
