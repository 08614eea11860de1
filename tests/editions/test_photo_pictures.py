"""The guides' pictures of pages with photographs show such pages as they are made.

After a change that is meant: `.venv/bin/python tools/photo_pages.py`, then look at docs/screens.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, run
from pdf import difference
from PIL import Image

from tools import photo_pages

NAMES = ("opening", "gallery", "people", "spread")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    folder = tmp_path_factory.mktemp("photos")
    photo_pages.write_example(folder, "en")
    out: Path = folder / "out.pdf"
    done = run("build", "-C", str(folder), "-o", str(out))
    assert done.returncode == 0, done.stderr
    return dict(photo_pages.sheets(out, "en"))


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_shows_pages_as_they_are(name: str, sheets: dict[str, Image.Image]) -> None:
    made = sheets[f"photos-{name}-en"]
    kept = Image.open(ROOT / f"docs/screens/photos-{name}-en.png").convert("RGB")
    assert difference(made, kept) < 0.02, f"docs/screens/photos-{name}-en.png shows it otherwise"


@pytest.mark.parametrize("tag", ["en", "vi"])
def test_the_pictures_of_the_guides_are_small(tag: str) -> None:
    for name in NAMES:
        file = ROOT / f"docs/screens/photos-{name}-{tag}.png"
        assert file.stat().st_size < photo_pages.LARGEST
        guide = ROOT / "docs" / {"en": "guide.md", "vi": "huong-dan.md"}[tag]
        assert f"screens/{file.name}" in guide.read_text(encoding="utf-8")
