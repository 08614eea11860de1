"""What rules read: the prose of a manuscript, what was read from it, and the pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from book.facts.prose import Prose
from book.languages.words import Words
from book.pagemap import BookMap

# The reader of facts takes long to import, and the rules that a build asks read none.
if TYPE_CHECKING:
    from book.facts.reader import Told
    from book.facts.wording import Wording


@dataclass(frozen=True)
class CheckContext(Prose):
    """All that rules read: the manuscript, the files as they are on disk, and the pages where the
    book was typeset."""

    book_map: BookMap | None = None

    @property
    def words(self) -> Words:
        """The words of the book's language that rules know."""
        return self.language.words

    @cached_property
    def told(self) -> Told:
        """What records and prose say."""
        from book.facts.reader import Told

        return Told(self)

    @cached_property
    def wording(self) -> Wording:
        """Words for facts, in the book's language."""
        from book.facts.wording import Wording

        return Wording(self.told.facts, self.language)
