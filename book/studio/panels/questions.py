"""What an office is asked before a product is made, and the options that its answers are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

from book.editions.edition import flags_of
from book.editions.registry import edition
from book.errors import RequestError, Translate, worded


@dataclass(frozen=True)
class Question:
    """A question. `choices` are values and their words; without choices it takes a text, or a yes
    where `is_yes`. `chapter` lets one of the book's chapters be chosen. `option` is the option
    that the answer is for, where that is not its name."""

    name: str
    words: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_yes: bool = False
    is_chapter: bool = False
    usual: str = ""


@dataclass(frozen=True)
class Product:
    """A product in an office's words; `options` makes options of answers that are none as such."""

    title: str
    what: str
    questions: tuple[Question, ...] = ()
    options: Callable[[dict[str, str]], dict[str, str]] = field(default=lambda answers: answers)

    def told(self, name: str, say: Translate, chapters: list[dict[str, str]]) -> dict[str, Any]:
        """The product for a browser, in the reader's words."""
        return {
            "name": name,
            "title": say(self.title),
            "what": say(self.what) if self.what else "",
            "questions": [_told(question, say, chapters) for question in self.questions],
        }


def _told(question: Question, say: Translate, chapters: list[dict[str, str]]) -> dict[str, Any]:
    choices = [{"value": value, "label": say(words)} for value, words in question.choices]
    if question.is_chapter:
        choices = [{"value": "", "label": say("The whole book")}, *chapters]
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

PRODUCTS = {
    "screen": Product(
        worded("The book"),
        worded("One PDF, to read on a screen, to send and to print page by page."),
    ),
    "proof": Product(
        worded("Proof for reading"),
        worded("The book with wide margins and numbered lines, to be marked with a pen."),
        (
            Question(
                "revision",
                worded("What shall this round be called?"),
                worded("For example: first reading. The name stands on every page."),
            ),
        ),
    ),
    "booklet": Product(
        worded("Booklet"),
        worded("Two pages on a side of the sheet, to be folded and stapled."),
        (
            Question("chapter", worded("What shall be in it?"), is_chapter=True),
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


def options_from(name: str, answers: dict[str, Any]) -> dict[str, Any]:
    """The options of an edition from what was answered. Raises RequestError for an answer that
    can't be."""
    product = PRODUCTS.get(name)
    known = {question.name: question for question in product.questions} if product else {}
    if product is None or not answers.keys() <= known.keys():
        if answers:
            raise RequestError("the studio did not understand the request")
        return {}
    plain = {key: str(value).strip() for key, value in answers.items()}
    wanted = product.options({key: value for key, value in plain.items() if value})
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
