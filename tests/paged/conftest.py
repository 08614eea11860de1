"""Two short books in other words than the first one, in Vietnamese and in English."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import build_book
from pdf import ReadPdf

from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture(scope="session", params=("vi", "en"))
def other(
    request: pytest.FixtureRequest,
    store: GalleyStore,
    pool: TypesetPool,
    tmp_path_factory: pytest.TempPathFactory,
) -> ReadPdf:
    path = tmp_path_factory.mktemp("text") / f"{request.param}.pdf"
    build_book(TEXTS / request.param, path, Session(store, pool))
    return ReadPdf(path)
