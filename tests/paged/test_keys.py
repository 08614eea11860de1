"""Whatever can change a byte of what is kept is part of its key."""

from __future__ import annotations

from importlib import metadata

import pytest

from book.paged import keys

LOOK, HTML = "p {}", "<p>a"


@pytest.fixture(autouse=True)
def fresh() -> None:
    keys.makers.cache_clear()


def galley() -> str:
    keys.makers.cache_clear()
    return keys.galley_key(LOOK, HTML, [b"picture"])


@pytest.mark.parametrize("library", keys.LIBRARIES)
def test_another_release_of_a_library_makes_other_galleys(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, version = galley(), metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: version(name) + ".1" * (name == library))
    assert galley() != before


@pytest.mark.parametrize(
    "library", ["libpango", "libharfbuzz", "libharfbuzz-subset", "libfontconfig", "libfribidi"]
)
def test_another_library_of_the_system_makes_other_galleys_and_editions(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, state = galley(), keys.state_key("x")
    found = keys.native_versions()
    (mine,) = [told for told in found if told.startswith((f"{library}-1", f"{library}.so"))]
    assert mine.split(" ", 1)[1]
    monkeypatch.setattr(
        keys, "native_versions", lambda: tuple(t + ".1" * (t == mine) for t in found)
    )
    assert galley() != before
    assert keys.state_key("x") != state


def test_the_parts_of_a_key_do_not_run_into_one_another() -> None:
    assert keys.key_of("ab", "c") != keys.key_of("a", "bc")
    assert keys.galley_key(LOOK, HTML, [b"a", b"b"]) != keys.galley_key(LOOK, HTML, [b"ab"])
    assert (
        len(
            {
                keys.galley_key(LOOK, HTML, []),
                keys.furniture_key(LOOK, HTML),
                keys.bound_key(LOOK, [HTML], [], []),
            }
        )
        == 3
    )
