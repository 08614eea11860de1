"""Canaries: they fall when a name that is patched in WeasyPrint goes, or takes something else, or
when a patch has no effect any more."""

from __future__ import annotations

import importlib
import inspect
import io
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pydyf
import pytest
import weasyprint
from conftest import ROOT
from fontTools.ttLib import TTFont
from tinyhtml5 import inputstream
from weasyprint import HTML, document, draw, layout, stacking
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import block, inline, table
from weasyprint.layout import page as layout_page
from weasyprint.pdf import fonts, stream
from weasyprint.text.fonts import FontConfiguration

from book.paged.weasy import patches
from book.paged.weasy.galley import Typesetter
from book.paged.weasy.patches import (
    baseline_grid,
    ellipses,
    empty_margins,
    endless_blocks,
    endless_lines,
    late_fonts,
    leaders,
    optical_sizes,
    page_breaking,
    page_numbers,
    painting,
    quick_boxes,
    quick_parsing,
    repainting,
    tags,
    whole_pages,
)
from book.themes.styles import PageGeometry, style_of

#: What each patch takes the place of: whom it is found in, its name, and its parameters.
PATCHED = [
    (layout, "make_margin_boxes", empty_margins._make_margin_boxes, "context page state"),
    (layout, "layout_backgrounds", page_breaking._layout_backgrounds, "page get_image_from_uri"),
    (document.Page, "paint", repainting._paint, "self stream scale"),
    (pydyf.Stream, "data", repainting._stream_data, None),
    (draw, "draw_text", page_numbers._draw_text, None),
    (
        weasyprint.pdf,
        "build_fonts_dictionary",
        late_fonts._build_fonts_dictionary,
        "pdf fonts compress subset options",
    ),
    (FontConfiguration, "__init__", optical_sizes._init, "self"),
    (fonts, "TTFont", TTFont, None),
    (
        stacking,
        "_dispatch_children",
        painting._dispatch_children,
        "box page child_contexts blocks floats blocks_and_cells",
    ),
    (
        draw,
        "draw_inline_level",
        painting._draw_inline_level,
        "stream page box offset_x text_overflow block_ellipsis",
    ),
    (draw, "draw_block_level", painting._draw_block_level, "page stream blocks_and_cells"),
    (
        weasyprint.pdf.tags,
        "_build_box_tree",
        tags._build,
        "box parent pdf page_number nums annotations tags",
    ),
    (stream.Stream, "marked", tags._marked, "self box tag"),
    (layout_page, "remake_page", page_breaking._remake_page, "index context root_box html"),
    (layout_page, "remake_page", whole_pages._remake_page, "index context root_box html"),
    (
        layout_page,
        "block_level_layout",
        page_breaking._block_level_layout,
        "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes "
        "fixed_boxes adjoining_margins first_letter_style first_line_style discard max_lines",
    ),
    (
        block,
        "block_level_layout_switch",
        baseline_grid._layout,
        "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes "
        "fixed_boxes adjoining_margins first_letter_style first_line_style discard max_lines",
    ),
    (block, "block_level_layout_switch", endless_blocks._layout, None),
    (table, "resolve_percentages", page_breaking._resolve_percentages, "box containing_block"),
    (block, "resolve_percentages", quick_boxes._resolve_percentages, "box containing_block"),
    (Box, "descendants", quick_boxes._descendants, "self placeholders"),
    (Box, "is_in_normal_flow", quick_boxes._is_in_normal_flow, "self"),
    (
        block,
        "iter_line_boxes",
        endless_lines._iter_line_boxes,
        "context box position_y bottom_space skip_stack containing_block absolute_boxes "
        "fixed_boxes first_letter_style first_line_style",
    ),
    (
        document,
        "layout_document",
        page_breaking._layout_document,
        "html root_box context max_loops",
    ),
    (inline, "handle_leader", leaders._handle_leader, "context line containing_block"),
    (draw, "draw_text", leaders._draw_text, None),
    (
        draw,
        "draw_text",
        ellipses._draw_text,
        None,
    ),
    (
        quick_parsing._stream,
        "chars_until",
        quick_parsing._chars_until,
        "self characters opposite",
    ),
]


def typeset(folder: Path, html: str) -> bytes:
    return Typesetter(style_of(folder, PageGeometry.of((148, 210)))).galley(html, "").pdf


@pytest.mark.parametrize(("where", "name", "theirs", "takes"), PATCHED)
def test_what_is_patched_is_as_it_was(
    where: object, name: str, theirs: object, takes: str | None
) -> None:
    assert getattr(where, name) is not theirs, "the patch does not hold"
    if takes is not None:
        assert list(inspect.signature(theirs).parameters) == takes.split()  # type: ignore[arg-type]


def test_each_patch_says_for_which_release_it_was_written() -> None:
    release = weasyprint.__version__.split(".")[0]
    for file in Path(patches.__path__[0]).glob("[a-z]*.py"):
        told = importlib.import_module(f"{patches.__name__}.{file.stem}").__doc__ or ""
        assert re.search(rf"[Ww]ritten for WeasyPrint {release}\b", told), file.name
        assert re.search(r"\bWhere\b", told), f"{file.name} does not say what it falls back to"


def test_the_first_arguments_of_drawing_are_stream_and_box() -> None:
    drawing = importlib.import_module("weasyprint.draw.text").draw_text
    assert list(inspect.signature(drawing).parameters)[:2] == ["stream", "textbox"]


def test_fonts_bear_no_date_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_fonts, "can_wait", lambda _font: False)  # fontTools does it
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = typeset(tmp_path, "<p>Đảng bộ <b>Khối</b>")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        files = [
            o.FontFile2.read_bytes()
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o
        ]
    assert files
    newest = max(TTFont(io.BytesIO(file))["head"].modified for file in files)
    of_makers = [TTFont(f.path)["head"].modified for f in _faces()]
    assert newest <= max(of_makers)
    monkeypatch.setattr(fonts, "TTFont", TTFont)
    dated = typeset(tmp_path, "<p>Đảng bộ <b>Khối</b>")
    assert dated != made, "WeasyPrint writes no dates any more: the patch can go"


def _faces() -> list[object]:
    import fontpkg

    return [f for name in ("Source Serif 4", "Be Vietnam Pro") for f in fontpkg.family(name).files]


def test_margin_boxes_are_laid_out_only_where_there_are_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    theirs = empty_margins._make_margin_boxes
    monkeypatch.setattr(
        empty_margins, "_make_margin_boxes", lambda *a: asked.append(a) or theirs(*a)
    )
    typeset(tmp_path, "<p>a")
    assert not asked
    typeset(tmp_path, "<style>@page { @top-left { content: 'x' } }</style><p>a")
    assert asked


def test_the_subsetter_s_function_may_be_declared_by_weasyprint_itself() -> None:
    code = (
        "from weasyprint.text.ffi import ffi\n"
        "from pathlib import Path\nimport re\n"
        "text = Path('book/paged/weasy/patches/optical_sizes.py').read_text()\n"
        "ffi.cdef(re.search('_DECLARED = \"(.*?)\"', text)[1])\n"
        "from book.paged.weasy.patches import optical_sizes\n"
        "print('declared')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stdout == "declared\n", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems start nothing to look")
def test_nothing_is_started_to_look_for_libraries() -> None:
    code = (
        "import sys\n"
        "sys.addaudithook(lambda name, _: name == 'subprocess.Popen' and print('started'))\n"
        "import book.paged.weasy.patches.loading\n"
        "print('book.paged.weasy.galley' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stdout == "True\n", done.stderr


def test_patterns_of_parsing_are_made_once() -> None:
    assert quick_parsing._patterns is inputstream.characters_until_regex
    HTML(string="<p title='a'>b &amp; c<p>d")
    known = set(quick_parsing._patterns)
    HTML(string="<p title='e'>f &amp; g<p>h")
    assert set(quick_parsing._patterns) == known
