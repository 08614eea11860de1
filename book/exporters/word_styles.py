"""The styles of a Word file made of a book: few, named, so that people can change them at once."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_FACE = "Times New Roman"
_INK, _GREY = RGBColor(0x1F, 0x1F, 0x1F), RGBColor(0x55, 0x55, 0x55)
#: The styles of the text, and those of what stands apart from it.
BODY, QUOTE, PULL_QUOTE, CAPTION = "Body Text", "Quote", "Intense Quote", "Caption"
BOX, BOX_TITLE, LEAD, SIGNED, LABEL = "Box", "Box Title", "Lead", "Signed", "Label"
CELL = "Table Text"
NOTE, NOTE_MARK, TABLE = "footnote text", "footnote reference", "Table Grid"
_KEPT_TABLES = ("Normal Table", TABLE)


def give_styles(document: Document, tag: str) -> None:
    """Give a new document the styles of a book's text, in a language."""
    styles = document.styles
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLES:
            style.element.getparent().remove(style.element)
    _set(styles["Normal"], 13, after=0)
    _speak(styles["Normal"], tag)
    _set(styles[BODY], 13, after=6, align=WD_ALIGN_PARAGRAPH.JUSTIFY, first=Cm(1), lines=1.3)
    centre = WD_ALIGN_PARAGRAPH.CENTER
    _set(styles["Title"], 26, bold=True, align=centre, before=120, after=12)
    _without_border(styles["Title"])
    _set(styles["Subtitle"], 14, align=centre, after=6)
    _set(styles["Heading 1"], 18, bold=True, align=centre, before=0, after=18)
    styles["Heading 1"].paragraph_format.page_break_before = True
    _set(styles["Heading 2"], 15, bold=True, before=18, after=6)
    for level in range(3, 7):
        _set(styles[f"Heading {level}"], 13, bold=True, italic=level > 3, before=12, after=4)
    _set(styles[QUOTE], 13, after=6, align=WD_ALIGN_PARAGRAPH.JUSTIFY, left=Cm(1), lines=1.3)
    _set(styles[PULL_QUOTE], 15, italic=True, align=centre, before=12, after=12)
    _without_border(styles[PULL_QUOTE])
    _set(styles[CAPTION], 11, align=centre, before=4, after=10, colour=_GREY)
    _set(styles["List Paragraph"], 13, after=3, lines=1.3)
    own: dict[str, dict[str, Any]] = {
        BOX: {"size": 12, "after": 4, "lines": 1.2},
        BOX_TITLE: {"size": 12, "bold": True, "before": 10, "after": 4},
        LEAD: {"size": 13, "italic": True, "align": centre, "after": 14, "lines": 1.3},
        SIGNED: {"size": 13, "bold": True, "align": WD_ALIGN_PARAGRAPH.RIGHT, "before": 6},
        LABEL: {"size": 11, "colour": _GREY},
        CELL: {"size": 11},
        NOTE: {"size": 10.5},
    }
    for name, about in own.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
        _set(style, **about)
    for name in (BOX, BOX_TITLE):
        _frame(styles[name])
    mark = styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _set(
    style: Any,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    before: float = 0,
    after: float = 0,
    first: Any = None,
    left: Any = None,
    lines: float = 1.15,
    colour: RGBColor = _INK,
) -> None:
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = _FACE, Pt(size), bold, italic
    font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), _FACE)
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.alignment, form.first_line_indent, form.left_indent = align, first, left
    form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    form.line_spacing = lines
    form.widow_control = True


def _speak(style: Any, tag: str) -> None:
    """Tell the language, by which Word proofreads."""
    marks = style.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN" if tag == "vi" else tag)
    marks.append(language)


def _without_border(style: Any) -> None:
    form = style.element.get_or_add_pPr()
    for border in form.findall(qn("w:pBdr")):
        form.remove(border)


def _frame(style: Any) -> None:
    """A frame round what stands apart; Word draws one round paragraphs that follow each other."""
    form = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        about = {"val": "single", "sz": "4", "space": "6", "color": "B0A080"}
        for name, value in about.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    shade = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": "F7F3EA"}.items():
        shade.set(qn(f"w:{name}"), value)
    indent = form.find(qn("w:spacing"))
    for made in (borders, shade):
        if indent is not None:
            indent.addprevious(made)
        else:
            form.append(made)
