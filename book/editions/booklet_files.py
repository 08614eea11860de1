"""The files of a booklet: its PDF, and a text that tells an office how to print and fold it."""

from __future__ import annotations

from pathlib import Path

from book.errors import Plural
from book.languages import Language
from book.output import replacing
from book.paged.pdf.booklet import Imposed, Printing, booklet_pdf
from book.paged.pdf.saving import save


def write_booklet(booklet: Imposed, path: Path, language: Language) -> list[Path]:
    """Write the PDF (two of them for a printer without duplex) and a text that tells how to
    print; their paths."""
    printings: tuple[Printing, ...] = ("fronts", "backs") if booklet.options.single else ("duplex",)
    written = []
    for printing in printings:
        target = path if printing == "duplex" else path.with_stem(f"{path.stem}-{printing}")
        pdf = booklet_pdf(booklet, printing)
        with replacing(target) as stream:
            save(pdf, stream)
        written.append(target)
    told = path.with_suffix(".txt")
    with replacing(told) as stream:
        stream.write(("\n".join(how_to_print(booklet, language)) + "\n").encode())
    return [*written, told]


def how_to_print(booklet: Imposed, language: Language) -> list[str]:
    """What an office needs to know at the printer, a line each."""
    say, options, spread = language.say, booklet.options, booklet.spread
    number = len(booklet.sheets)
    lines = [
        booklet.source.title,
        "",
        say(
            "Paper: {paper}, {width} × {height} mm, printed lying as the file shows it.",
            paper=spread.paper,
            width=f"{spread.width:g}",
            height=f"{spread.height:g}",
        ),
        say("Sheets: {count} for one copy.", count=number),
        say("In the print dialogue: actual size (100%), no scaling, no “booklet” setting."),
    ]
    if options.single:
        lines += [
            say(
                "Print the file of fronts. Put the stack back into the tray as it came out, so "
                "that its blank side is printed next and the same edge goes in first; then print "
                "the file of backs. Try it with one sheet."
            ),
        ]
    elif options.flip == "short":
        lines.append(say("Two-sided: on, flip on the short edge."))
    else:
        lines.append(say("Two-sided: on, flip on the long edge."))
    counts = booklet.sheets_in
    own_cover = options.cover == "own" and bool(booklet.source.cover or booklet.source.back)
    if own_cover:
        lines.append(say("The first sheet is the cover: it may be of heavier paper."))
        counts = counts[1:]
    if len(counts) == 1:
        lines.append(
            say(
                Plural(
                    "Fold the sheet in the middle.",
                    "Fold all {count} sheets together and staple them in the fold.",
                ),
                count=counts[0],
            )
        )
    else:
        runs = ", ".join(str(count) for count in counts)
        lines += [
            say(
                Plural(
                    "The sheets make {count} signature, of this many sheets: {runs}.",
                    "The sheets make {count} signatures, of this many sheets: {runs}.",
                ),
                count=len(counts),
                runs=runs,
            ),
            say(
                "Fold each signature by itself and lay them one on another in order; then sew "
                "or glue them at the folds."
            ),
        ]
    side = say("left") if booklet.source.binding == "left" else say("right")
    lines.append(say("The fold is the spine; it lies at the {side} of the front.", side=side))
    if spread.side > 1 or spread.foot > 1:
        size = booklet.source.page_size
        lines.append(
            say(
                "Trim to {width} × {height} mm.",
                width=f"{size[0] * spread.scale:g}",
                height=f"{size[1] * spread.scale:g}",
            )
        )
    return lines
