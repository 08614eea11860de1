"""What is found of the corpus's planted contradictions, and what is told of paragraphs that are
right but unusual."""

from __future__ import annotations

import pytest
from facts.rates import HALVES, cases, rates


@pytest.mark.parametrize("half", [half for half in HALVES if cases(half)])
def test_most_plants_are_found_and_little_is_told_of_what_is_right(half: str) -> None:
    told = rates(half)
    assert told.plants >= 150
    assert told.innocent >= 50
    assert told.found >= 0.75 * told.plants, told.missed
    assert told.noise <= 0.4 * told.innocent, told.false
    assert told.twins <= 0.05 * told.plants, told.false
