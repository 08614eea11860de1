"""`booklet`: a book or a part of it imposed for folding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from book.commands.shared import a_bench, book_folder, language_of, shown, told, working
from book.errors import RequestError

#: Above so many pages one stapled booklet is too thick to fold.
_THICK = 64


@click.command()
@book_folder
@click.option(
    "--from",
    "pdf",
    type=click.Path(path_type=Path),
    help="Impose this PDF; without it the book is built, and imposed.",
)
@click.option("--pages", help="Only a run of pages, by their printed numbers: 1-16, v-12.")
@click.option("--chapter", help="Only the chapter or appendix of this id.")
@click.option("--handout", help="The handout of the chapter or appendix of this id.")
@click.option("--paper", help="A4, A3, SRA3 … or WxH in mm; the smallest that holds two pages.")
@click.option("--fit", is_flag=True, help="Make the pages smaller where the paper is too small.")
@click.option(
    "--signature",
    metavar="PAGES|all",
    help="Pages of a signature (4, 8, 12, 16 … 32), or all in one; all up to 64 pages, then 16.",
)
@click.option("--fill", is_flag=True, help="Fill the last signature with blanks to its full size.")
@click.option(
    "--cover",
    type=click.Choice(("in", "out", "own")),
    default="in",
    help="The cover among the pages, left out, or on a sheet of its own.",
)
@click.option("--creep", type=float, default=0.0, metavar="MM", help="The paper's thickness.")
@click.option(
    "--flip",
    type=click.Choice(("short", "long")),
    default="short",
    help="The edge about which the printer turns a sheet.",
)
@click.option("--single", is_flag=True, help="Fronts and backs in two files, without duplex.")
@click.option(
    "--marks",
    default="",
    metavar="LIST",
    help="fold, staple, cut, signature (several with commas), or all.",
)
@click.option("-o", "output", type=click.Path(path_type=Path), help="The PDF file to write.")
@working
def booklet(
    folder: Path,
    pdf: Path | None,
    pages: str | None,
    chapter: str | None,
    handout: str | None,
    paper: str | None,
    fit: bool,
    signature: str | None,
    fill: bool,
    cover: Any,
    creep: float,
    flip: Any,
    single: bool,
    marks: str,
    output: Path | None,
    jobs: int | None,
    no_cache: bool,
) -> None:
    """Put two pages on a side, for folding into a booklet or signatures."""
    from book.editions.booklet import BookletOptions, imposed, write_booklet
    from book.editions.booklet_input import built_source, handout_source, pdf_source

    speak = language_of(folder)
    with told(speak):
        options = BookletOptions(
            paper, fit, _signature(signature), fill, cover, creep, flip, single, _marks(marks)
        )
        options.check()
        if sum(value is not None for value in (pdf, chapter, handout)) > 1:
            raise RequestError("say one of --from, --chapter and --handout")
        if pages and chapter:
            raise RequestError("say --pages or --chapter, not both")
        if pdf is not None:
            base, source = pdf, pdf_source(pdf, pages)
        else:
            with a_bench(jobs, no_cache, speak) as session:
                if handout is not None:
                    base, source = handout_source(folder, pages, handout, session)
                else:
                    base, source = built_source(folder, pages, chapter, session)
        if signature is None and len(source.pages) > _THICK:
            options = replace(options, signature=16)
        made = imposed(source, options)
        part = f"-{chapter or pages}" if chapter or pages else ""
        path = output or base.with_name(f"{base.stem}{part}-booklet.pdf")
        for written in write_booklet(made, path, speak):
            click.echo(shown(written))
        click.echo(speak.say("Sheets: {count} for one copy.", count=len(made.sheets)))


def _signature(text: str | None) -> int | None:
    if text is None or text == "all":
        return None
    if not text.isdigit():
        raise RequestError("“{text}” is neither a number of pages nor “all”", text=text)
    return int(text)


def _marks(text: str) -> frozenset[Any]:
    from book.paged.pdf.marks import MARKS

    wanted = {part.strip() for part in text.split(",") if part.strip()}
    if "all" in wanted:
        return frozenset(MARKS)
    for name in sorted(wanted):
        if name not in MARKS:
            raise RequestError(
                "there is no mark “{name}”; there are: {known}", name=name, known=", ".join(MARKS)
            )
    return frozenset(wanted)
