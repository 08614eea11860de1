"""Readers' remarks, kept beside the sources with what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

from book.errors import Mistakes, Place, RequestError, Translate
from book.files import text_of
from book.manuscript.yamltext import read_yaml
from book.output import replacing
from book.rounds.annotations import AnnotationKind, State
from book.rounds.words import letters_of
from book.sources import PROOFS

#: The file of a book folder that holds them.
FILE = f"{PROOFS}/remarks.yaml"
_HEAD = """\
# What readers remarked on proofs: written by “kyyeu comments”. `state` is open, done, or declined
# with a `reason`; it may be changed here. Comments of your own are not kept.
"""


@dataclass(frozen=True)
class Remark:
    """One remark: of whom, on which words, and what about them. `wanted` is what the words shall
    be instead, or what shall be put in behind them. `file` and `line` are where they stand now,
    `passage` is the sentence or value they stand in, as it was when the remark was made; `record`
    and `field` where that is a value of a record. `how` is the passage that the remark was ticked
    off for; `keys` are what its annotations are known by."""

    number: int
    kind: AnnotationKind
    state: State
    who: tuple[str, ...] = ()
    words: str = ""
    remark: str = ""
    file: str = ""
    line: int = 0
    passage: str = ""
    proof: str = ""
    day: str = ""
    page: str = ""
    paragraph: int | None = None
    wanted: str = ""
    reason: str = ""
    how: str = ""
    record: tuple[str, ...] = ()
    field: str = ""
    answers: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.file, self.line)

    @property
    def is_same(self) -> tuple[str, str, str, str]:
        """What two readers' remarks are one by."""
        said = letters_of(self.remark) or self.kind
        return self.passage, letters_of(self.words), said, letters_of(self.wanted)


_REMARK = TypeAdapter(Remark)


def merged(known: Iterable[Remark], came: Iterable[Remark]) -> tuple[list[Remark], list[Remark]]:
    """All remarks, those that came among those that were known; and the new ones of them. What
    was read before is not new; what another reader said too is one with it."""
    found = list(known)
    new: list[int] = []
    for remark in came:
        at = next((n for n, k in enumerate(found) if set(k.keys) & set(remark.keys)), None)
        if at is None:
            at = next((n for n, k in enumerate(found) if k.is_same == remark.is_same), None)
        if at is None:
            number = max((k.number for k in found), default=0) + 1
            found.append(replace(remark, number=number))
            new.append(number)
            continue
        there = found[at]
        found[at] = replace(
            there,
            who=_both(there.who, remark.who),
            keys=_both(there.keys, remark.keys),
            answers=_both(there.answers, remark.answers),
            state=remark.state if there.state == "open" else there.state,
            reason=there.reason or remark.reason,
        )
    return found, [remark for remark in found if remark.number in new]


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


# The file --------------------------------------------------------------------------------------


def read_remarks(folder: Path) -> list[Remark]:
    """The remarks of a book folder. Raises BookError for what is wrong in their file."""
    if not (folder / FILE).exists():
        return []
    mistakes = Mistakes()
    tree = read_yaml(text_of(folder, FILE), FILE, mistakes)
    mistakes.raise_any()
    rows = tree.value if tree else None
    if rows is None:
        return []
    found = []
    for number, row in enumerate(rows if isinstance(rows, list) else [None]):
        place = tree.place((number,)) if tree else Place(FILE)
        state = row.get("state") if isinstance(row, dict) else None
        if state is not None and state not in get_args(State):
            mistakes.add(
                place,
                "a remark can't be “{state}”",
                "Write open, done or declined.",
                state=state,
            )
            continue
        try:
            remark = _REMARK.validate_python(row)
        except ValidationError:
            mistakes.add(
                place,
                "this is no remark of a reader",
                "Bring the file back from a copy of the folder, or take this entry out.",
            )
            continue
        if remark.state == "declined" and not remark.reason:
            mistakes.add(
                place, "the remark is declined without a reason", "Write it behind “reason”."
            )
        found.append(remark)
    mistakes.raise_any()
    return found


def write_remarks(folder: Path, remarks: Iterable[Remark]) -> None:
    """Keep remarks, in the order of their numbers. Raises BookError where that can't be done."""
    rows = [_row(remark) for remark in sorted(remarks, key=lambda r: r.number)]
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100)
    with replacing(folder / FILE, is_lasting=True) as stream:
        stream.write((_HEAD + text).encode())


def _row(remark: Remark) -> dict[str, Any]:
    names = "number state reason who day proof page paragraph kind words wanted remark answers"
    names += " file line record field passage how keys"
    found = {name: getattr(remark, name) for name in names.split()}
    return {
        k: list(v) if isinstance(v, tuple) else v for k, v in found.items() if v or k == "state"
    }


# What became of them ----------------------------------------------------------------------------


def with_state(
    remarks: Iterable[Remark], numbers: Iterable[int], state: State, reason: str = ""
) -> list[Remark]:
    """The remarks, those of these numbers in another state. Raises RequestError for a number that
    there is not, and where a remark is declined without a reason."""
    found, wanted = list(remarks), set(numbers)
    if unknown := wanted - {remark.number for remark in found}:
        raise RequestError("there is no remark {number}", number=min(unknown))
    if wanted and state == "declined" and not reason:
        raise RequestError("say why it is declined: --reason “…”")
    return [
        replace(remark, state=state, reason=reason, how="") if remark.number in wanted else remark
        for remark in found
    ]


def asked(remark: Remark, say: Translate) -> str:
    """What a reader wants, in words where there are none."""
    if remark.kind == "strike":
        struck = say("to be taken out")
        return f"{struck}: {remark.remark}" if remark.remark else struck
    if remark.wanted:
        message = "put in: “{new}”" if remark.kind == "insert" else "write: “{new}”"
        return say(message, new=remark.wanted)
    return remark.remark or say("marked, without a word")
