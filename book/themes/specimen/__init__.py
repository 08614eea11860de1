"""A small book that shows a theme: a folder for each language that it is written in."""

from __future__ import annotations

from pathlib import Path

SPECIMEN = Path(__file__).resolve().parent
