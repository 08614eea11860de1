// How Markdown looks while it is written: headings large, signs faint, pictures seen.

import { Decoration, RangeSetBuilder, ViewPlugin, WidgetType } from "/editor/index.js";
import { say } from "../studio.js";

const faint = Decoration.mark({ class: "w-sign" });
const marks = {
  strong: Decoration.mark({ class: "w-strong" }),
  em: Decoration.mark({ class: "w-em" }),
  note: Decoration.mark({ class: "w-note" }),
  target: Decoration.mark({ class: "w-target" }),
};
const line = (name) => Decoration.line({ class: name });
const LINES = {
  head: line("w-head"),
  h1: line("w-h w-h1"),
  h2: line("w-h w-h2"),
  h3: line("w-h w-h3"),
  box: line("w-box"),
  quote: line("w-quote"),
  table: line("w-table"),
  remark: line("w-remark"),
  notes: line("w-notes"),
};

class Picture extends WidgetType {
  constructor(name, words) {
    super();
    this.name = name;
    this.words = words;
  }
  eq(other) {
    return other.name === this.name && other.words === this.words;
  }
  toDOM() {
    const picture = document.createElement("img");
    picture.className = "w-picture";
    picture.src = `/thumb?file=${encodeURIComponent(this.name)}`;
    picture.alt = this.words || say("Picture");
    picture.addEventListener("error", () => picture.remove());
    return picture;
  }
}

/** Signs inside a line: where they stand, and what they enclose. */
const INLINE = [
  [/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "strong"],
  [/(?<![*_\w])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![*_\w])/g, "em"],
  [/(\[\^)([^\]]+)(\])/g, "note"],
  [/(\[\[!?)([^\]]+)(\]\])/g, "target"],
];
const PICTURE = /!\[([^\]]*)\]\(([^)\s]+)\)/g;

function inLine(text, from, found) {
  for (const [pattern, name] of INLINE) {
    for (const match of text.matchAll(pattern)) {
      const start = from + match.index;
      const end = start + match[0].length;
      const [open, close] = [match[1].length, (match[3] ?? match[1]).length];
      found.push([start, start + open, faint], [end - close, end, faint]);
      if (end - close > start + open) found.push([start + open, end - close, marks[name]]);
    }
  }
  for (const match of text.matchAll(PICTURE)) {
    const end = from + match.index + match[0].length;
    const name = decodeURIComponent(match[2]);
    found.push([end, end, Decoration.widget({ widget: new Picture(name, match[1]), side: 1 })]);
  }
}

function lineOf(text, number, headEnd, isMarkdown) {
  if (!isMarkdown) return /^\s*#/.test(text) ? LINES.remark : null;
  if (number <= headEnd) return LINES.head;
  const heading = /^(#{1,6})\s/.exec(text);
  if (heading) return LINES[`h${Math.min(heading[1].length, 3)}`];
  if (/^:::/.test(text)) return LINES.box;
  if (/^\s*>/.test(text)) return LINES.quote;
  if (/^\s*\|/.test(text)) return LINES.table;
  if (/^\s*<!--/.test(text)) return LINES.remark;
  if (/^\[\^[^\]]+\]:/.test(text)) return LINES.notes;
  return null;
}

/** The last line of a chapter's head; 0 where it has none. */
function headOf(doc) {
  if (doc.lines < 2 || doc.line(1).text.trim() !== "---") return 0;
  for (let n = 2; n <= Math.min(doc.lines, 60); n++) if (doc.line(n).text.trim() === "---") return n;
  return 0;
}

function decorations(view, isMarkdown) {
  const builder = new RangeSetBuilder();
  const headEnd = isMarkdown ? headOf(view.state.doc) : 0;
  let reached = -1;
  for (const { from, to } of view.visibleRanges) {
    let at = Math.max(from, reached + 1);
    while (at <= to) {
      const here = view.state.doc.lineAt(at);
      if (here.from > reached) {
        const whole = lineOf(here.text, here.number, headEnd, isMarkdown);
        if (whole) builder.add(here.from, here.from, whole);
        const found = [];
        const sign = isMarkdown && here.number > headEnd && /^(\s*(?:#{1,6}\s|>\s?|[-*+]\s|\d+[.)]\s|:::.*))/.exec(here.text);
        if (sign) found.push([here.from, here.from + sign[1].length, faint]);
        if (here.number > headEnd) inLine(here.text, here.from, found);
        else found.push([here.from, here.from + (/^[\w-]+:/.exec(here.text)?.[0].length ?? 0), faint]);
        found.sort((a, b) => a[0] - b[0] || (a[2].startSide ?? 0) - (b[2].startSide ?? 0) || b[1] - a[1]);
        for (const [start, end, mark] of found) if (end > start || mark.spec?.widget) builder.add(start, end, mark);
        reached = here.to;
      }
      at = here.to + 1;
    }
  }
  return builder.finish();
}

export function look(isMarkdown) {
  return ViewPlugin.fromClass(
    class {
      constructor(view) {
        this.decorations = decorations(view, isMarkdown);
      }
      update(update) {
        if (update.docChanged || update.viewportChanged) this.decorations = decorations(update.view, isMarkdown);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
