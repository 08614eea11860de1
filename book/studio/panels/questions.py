"""What an office is asked before a product is made, and the options that its answers are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

from book.editions.edition import flags_of
from book.editions.made import Made, MadeFile
from book.editions.registry import edition, names
from book.editions.reports.registry import report_file, report_page, report_path
from book.errors import RequestError, Translate, worded
from book.output import replacing
from book.project import Project
from book.sources import MADE

#: Lists of the book by their names: values and their words.
Lists = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Question:
    """A question. `choices` are values and their words; without choices it takes a text, or a yes
    where `is_yes`. `among` names a list of the book from which one is chosen: `chapters` or
    `rounds`, the proofs that were handed out."""

    name: str
    words: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_yes: bool = False
    among: str = ""
    usual: str = ""


@dataclass(frozen=True)
class Product:
    """A product in an office's words; `options` makes options of answers that are none as such.
    One that is no edition has a function that makes it of a project and the answers."""

    title: str
    what: str
    questions: tuple[Question, ...] = ()
    options: Callable[[dict[str, str]], dict[str, str]] = field(default=lambda answers: answers)

    make: Callable[[Project, dict[str, Any]], Made] | None = None

    def told(self, name: str, say: Translate, lists: Lists) -> dict[str, Any]:
        """The product for a browser, in the reader's words."""
        return {
            "name": name,
            "title": say(self.title),
            "what": say(self.what) if self.what else "",
            "questions": [_told(question, say, lists) for question in self.questions],
        }


def _told(question: Question, say: Translate, lists: Lists) -> dict[str, Any]:
    choices = [{"value": value, "label": say(words)} for value, words in question.choices]
    choices += lists.get(question.among, [])
    return {
        "name": question.name,
        "words": say(question.words),
        "help": say(question.help) if question.help else "",
        "choices": choices,
        "is_yes": question.is_yes,
        "usual": question.usual,
    }


def _booklet(answers: dict[str, str]) -> dict[str, str]:
    """Options of the booklet: how the printer turns sheets is one question to an office."""
    sides = answers.pop("sides", "short")
    if sides == "single":
        return {**answers, "single": "yes"}
    return {**answers, "flip": sides}


_PAPERS = (
    ("", worded("The smallest that holds two pages")),
    ("A4", "A4"),
    ("A3", "A3"),
)


def _word(project: Project, _answers: dict[str, Any]) -> Made:
    """The manuscript as a Word file."""
    from book.exporters.word import word_file

    manuscript = project.manuscript
    path = project.folder / MADE / f"{manuscript.config.file_name}.docx"
    with replacing(path) as stream:
        stream.write(word_file(manuscript))
    return Made((MadeFile(path),))


def _changes(project: Project, answers: dict[str, Any]) -> Made:
    """The list of what changed since a proof."""
    from book.editions.change_list import list_of, list_path
    from book.editions.comparing import compared

    found = compared(project, answers.get("since", ""))
    path = list_path(project, found, "pdf")
    content = list_of(project, found, "pdf")
    with replacing(path) as stream:
        stream.write(content)
    return Made((MadeFile(path),))


def _report(project: Project, answers: dict[str, Any]) -> Made:
    """A report to the editors."""
    names = [answers.get("tells", "coverage")]
    pages = [report_page(project, name) for name in names]
    path = report_path(project, names)
    with replacing(path) as stream:
        stream.write(report_file(pages, project.language.tag))
    return Made((MadeFile(path),))


PRODUCTS = {
    "screen": Product(
        worded("The book"),
        worded("One PDF, to read on a screen, to send and to print page by page."),
    ),
    "proof": Product(
        worded("Proof for reading"),
        worded("The book with wide margins and numbered paragraphs, to be marked with a pen."),
        (
            Question(
                "revision",
                worded("What shall this round be called?"),
                worded("For example: first reading. The name stands on every page."),
            ),
            Question(
                "since",
                worded("Mark what has changed since an earlier round?"),
                choices=(("", worded("No")),),
                among="rounds",
            ),
        ),
    ),
    "changes": Product(
        worded("What has changed"),
        worded("A list of all that reads otherwise than in a proof that was handed out."),
        (Question("since", worded("Since which round?"), among="rounds"),),
        make=_changes,
    ),
    "word": Product(
        worded("Word file"),
        worded("The whole text for others to correct in Word; “Bring in” takes it back."),
        make=_word,
    ),
    "report": Product(
        worded("Report for the editors"),
        worded("Tables of what the book holds and what it still lacks, to read in the browser."),
        (
            Question(
                "tells",
                worded("What shall it tell?"),
                choices=(
                    ("coverage", worded("Whom the book tells of, and how much")),
                    ("pages", worded("How far each chapter is")),
                    ("remarks", worded("What the editors noted for themselves")),
                    ("facts", worded("Which statements of the text the lists confirm")),
                ),
                usual="coverage",
            ),
        ),
        make=_report,
    ),
    "booklet": Product(
        worded("Booklet"),
        worded("Two pages on a side of the sheet, to be folded and stapled."),
        (
            Question(
                "chapter",
                worded("What shall be in it?"),
                choices=(("", worded("The whole book")),),
                among="chapters",
            ),
            Question("paper", worded("Which paper lies in the printer?"), choices=_PAPERS),
            Question(
                "sides",
                worded("Does the printer print both sides?"),
                worded("If you don't know: print one sheet, and look which way up its back is."),
                (
                    ("short", worded("Yes, and it turns the sheet about its short edge")),
                    ("long", worded("Yes, and it turns the sheet about its long edge")),
                    ("single", worded("No: make the fronts and the backs as two files")),
                ),
                usual="short",
            ),
            Question(
                "fit",
                worded("Make the pages smaller where the paper is too small?"),
                is_yes=True,
            ),
        ),
        _booklet,
    ),
    "handouts": Product(
        worded("Handouts"),
        worded("Each chapter and each list as a PDF of its own."),
        (
            Question(
                "paper",
                worded("In which size?"),
                choices=(
                    ("", worded("As it stands in the book")),
                    ("A4", worded("In large print, on A4")),
                ),
            ),
            Question("cover", worded("Begin each with a cover page?"), is_yes=True),
        ),
    ),
    "slips": Product(
        worded("Slips to sign"),
        worded("What the book says of each living person and each unit, for them to sign."),
        (
            Question(
                "a_sheet",
                worded("How many on a sheet of A4?"),
                choices=(("2", worded("Two")), ("4", worded("Four, in smaller print"))),
                usual="2",
            ),
        ),
    ),
    "press": Product(
        worded("For the printing house"),
        worded("The inside and the cover with bleed and marks, colours for the press (PDF/X)."),
        (
            Question(
                "thickness",
                worded("How thick is a leaf of the paper, in mm?"),
                worded("The printing house knows: 0.1 for common paper. It makes the spine."),
            ),
            Question(
                "low_pictures",
                worded("Let pictures pass that will be a little blurred?"),
                is_yes=True,
            ),
        ),
    ),
}


def products() -> tuple[str, ...]:
    """The names of all that can be made: all editions, and what goes with them."""
    return tuple(dict.fromkeys((*names(), *PRODUCTS)))


def product(name: str) -> Product:
    """The product of a name; an edition that nobody has words for goes by its own."""
    return PRODUCTS.get(name) or Product(name, "")


def make(project: Project, name: str, options: dict[str, Any]) -> Made:
    """Make a product where it belongs in the book folder. Raises BookError, RequestError."""
    maker = product(name).make
    return maker(project, options) if maker else project.edition(name).make(None, **options)


def options_from(name: str, answers: dict[str, Any]) -> dict[str, Any]:
    """The options of an edition from what was answered. Raises RequestError for an answer that
    can't be."""
    of = product(name)
    if not answers.keys() <= {question.name for question in of.questions}:
        raise RequestError("the studio did not understand the request")
    plain = {key: str(value).strip() for key, value in answers.items()}
    for question in of.questions:
        offered = {value for value, _ in question.choices}
        if offered and not question.among and plain.get(question.name, "") not in {*offered, ""}:
            raise RequestError("the studio did not understand the request")
    wanted = of.options({key: value for key, value in plain.items() if value})
    if of.make:
        return dict(wanted)
    options = edition(name).options
    parse = {each.name: flag.parse for each, flag in flags_of(options)}
    kinds = {each.name: str(each.type) for each in fields(options)}
    made: dict[str, Any] = {}
    for key, value in wanted.items():
        if kinds.get(key, "").startswith("bool"):
            made[key] = True
        elif kinds.get(key, "").startswith("float"):
            made[key] = _decimal(value)
        else:
            parser = parse.get(key)
            made[key] = parser(value) if parser else value
    return made


def _decimal(words: str) -> float:
    try:
        return float(words.replace(",", "."))
    except ValueError as error:
        raise RequestError("“{text}” is no number", text=words[:20]) from error
