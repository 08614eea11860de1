"""The bench goes on: its texts are built, and written for WeasyPrint alone with what they refer to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from lxml import html


def test_the_one_shots_hold_the_whole_text(tmp_path: Path) -> None:
    write = "import sys, pathlib; sys.path.insert(0, 'bench'); import text; "
    write += "text.write_folder(pathlib.Path(sys.argv[1]), 50)"
    folder = tmp_path / "book"
    subprocess.run([sys.executable, "-c", write, folder], check=True, cwd=ROOT)
    words = set()
    for name in ("oneshot", "lean"):
        page = tmp_path / f"{name}.html"
        script = ROOT / f"bench/{name}.py"
        subprocess.run([sys.executable, script, folder, page], check=True)
        tree = html.parse(page).getroot()
        anchors = {e.get("id") for e in tree.iter() if e.get("id")}
        led = [a.get("href") for a in tree.iter("a") if a.get("href")]
        assert len(led) >= 10
        assert {href.removeprefix("#") for href in led} <= anchors
        words.add(len([p for p in tree.iter("p") if len(p.text_content()) > 400]))
    assert len(words) == 1
    assert min(words) > 50
