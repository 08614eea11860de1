"""What the whole book counts and names: figures, tables, headings, and targets of references."""

from __future__ import annotations

from dataclasses import dataclass, field

from book.errors import Mistakes, Place
from book.manuscript.ids import tell_taken
from book.manuscript.register import Register
from book.text.references import Mention, Target


@dataclass(frozen=True)
class Heading:
    """A sub-heading of a section, by its anchor; `words` are plain text."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True)
class Listed:
    """A numbered figure or table: its anchor, `Figure 3`, and its caption in plain text."""

    anchor: str
    number: str
    caption: str


@dataclass
class Numbered:
    """Figures and tables of the whole book so far, and every target that has an id."""

    figures: list[Listed] = field(default_factory=list)
    tables: list[Listed] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)
    #: Whose the pictures are: the entry of each is the credit's words.
    credits: list[Mention] = field(default_factory=list)
    #: Where each target that is no record got its id.
    places: dict[str, Place] = field(default_factory=dict)

    def credit(self, words: str, anchor: str = "") -> str:
        """Keep whose a picture is, and where it stands: an anchor, a fresh one where none is
        given."""
        anchor = anchor or f"credit-{len(self.credits) + 1}"
        self.credits.append(Mention(anchor, words.strip().removesuffix("."), main=False))
        return anchor

    def target(
        self,
        target_id: str,
        target: Target,
        register: Register,
        place: Place,
        mistakes: Mistakes,
        made: bool = False,
    ) -> None:
        """Keep what `[[target_id]]` points to; an id that is taken is a mistake. `made` says that
        the id comes from the name of a file."""
        if target_id in self.targets or target_id in register:
            at = register[target_id].place if target_id in register else Place("")
            other = self.places.get(target_id, at)
            tell_taken(target_id, place, other, mistakes, made)
        else:
            self.targets[target_id] = target
            self.places[target_id] = place
