"""The whole books in examples/: nothing to find, well set, valid, ready for the printing house."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT
from page import validate_pdf
from pdf import ReadPdf
from pdf_x import x4_faults

from book.check.findings import Finding
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.project import Project
from tools.measure import Figures, figures_of

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/book.yaml"))
#: What the pictures of a book may weigh together, in bytes.
LARGEST = 600_000


@dataclass(frozen=True)
class Built:
    """A book as its readers and its printing house get it, and what was found in it."""

    folder: Path
    screen: Path
    press: tuple[Path, Path]
    found: tuple[Finding, ...]
    figures: Figures


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda folder: folder.name)
def built(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    store: GalleyStore,
    pool: TypesetPool,
) -> Built:
    folder = tmp_path_factory.mktemp("examples") / request.param.name
    shutil.copytree(request.param, folder, ignore=shutil.ignore_patterns("dist", ".kyyeu"))
    project = Project(folder, session=Session(store, pool))
    screen = project.edition("screen").make().path
    inside, cover, _ = project.edition("press").make().files
    return Built(folder, screen, (inside.path, cover.path), project.findings, figures_of(screen))


def test_nothing_is_found_in_it(built: Built) -> None:
    assert [str(finding) for finding in built.found] == []


def test_it_is_a_whole_book(built: Built) -> None:
    assert 40 <= built.figures.pages <= 72
    pictures = (built.folder / "assets").iterdir()
    assert sum(path.stat().st_size for path in pictures) < LARGEST


def test_it_is_well_set(built: Built) -> None:
    figures = built.figures
    assert figures.over_1_5 <= 0.05 and figures.over_2 == 0
    assert figures.ragged == 0 and figures.single_words == 0
    assert figures.off_grid <= 0.01 and figures.rivers <= 2
    assert figures.uneven_feet == 0 and figures.shallow == 0


def test_it_is_valid(built: Built) -> None:
    for profile in ("ua1", "2a"):
        report = validate_pdf(built.screen, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]
    assert [fault for path in built.press for fault in x4_faults(path)] == []
    # What is for readers is not for a printing house: the faults are found there.
    assert len(set(x4_faults(built.screen))) > 5


def test_a_kind_of_its_own_has_its_pages(built: Built) -> None:
    shown = {"school": "Các lớp ra trường", "rowing-club": "Harle Regatta"}
    assert shown[built.folder.name] in "\n".join(ReadPdf(built.screen).text)
