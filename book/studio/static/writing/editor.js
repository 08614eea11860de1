// The editor: CodeMirror as a sheet to write on, and what buttons and keys do in it.

import {
  EditorSelection, EditorState, EditorView, Prec, Transaction,
  defaultKeymap, history, historyKeymap, keymap, redo, undo,
} from "/editor/index.js";
import { data, say } from "../studio.js";
import { Completion, told as completing } from "./complete.js";
import { look } from "./look.js";
import { finding, names } from "./names.js";

/** Whether signs stand at a place that end what the same signs on its line began last. */
function isEnd(state, at, sign) {
  const line = state.doc.lineAt(at);
  const open = [];
  for (const stars of line.text.slice(0, at - line.from).match(/\*+/g) ?? []) {
    for (const one of { 1: ["*"], 2: ["**"] }[stars.length] ?? ["**", "*"]) {
      if (open.includes(one)) open.splice(open.indexOf(one), 1);
      else open.push(one);
    }
  }
  const after = /^\*+/.exec(line.text.slice(at - line.from))?.[0] ?? "";
  return open.at(-1) === sign && after.startsWith(sign) && !(sign === "*" && after === "**");
}

/** Put signs around what is selected, or take them away; before the ones that end it, go behind them. */
export function enclose(view, sign) {
  view.dispatch(
    view.state.changeByRange((range) => {
      const text = view.state.sliceDoc(range.from, range.to);
      const before = view.state.sliceDoc(range.from - sign.length, range.from);
      const after = view.state.sliceDoc(range.to, range.to + sign.length);
      if (before === sign && after === sign) {
        return {
          changes: [
            { from: range.from - sign.length, to: range.from },
            { from: range.to, to: range.to + sign.length },
          ],
          range: EditorSelection.range(range.from - sign.length, range.to - sign.length),
        };
      }
      if (range.empty && isEnd(view.state, range.head, sign)) {
        return { range: EditorSelection.cursor(range.to + sign.length) };
      }
      return {
        changes: { from: range.from, to: range.to, insert: sign + text + sign },
        range: EditorSelection.range(range.from + sign.length, range.to + sign.length),
      };
    }),
  );
  view.focus();
  return true;
}

/** Let the lines of the selection begin with a sign, or without it; `other` signs give way to it. */
export function begin(view, sign, other = /^#{1,6}\s+/) {
  const { doc, selection } = view.state;
  const first = doc.lineAt(selection.main.from).number;
  const last = doc.lineAt(selection.main.to).number;
  const changes = [];
  const isThere = doc.line(first).text.startsWith(sign);
  for (let n = first; n <= last; n++) {
    const line = doc.line(n);
    const old = (isThere ? sign : other.exec(line.text)?.[0]) ?? "";
    changes.push({ from: line.from, to: line.from + old.length, insert: isThere ? "" : sign });
  }
  view.dispatch({ changes });
  view.focus();
  return true;
}

/** Call a new note at the caret, and put the caret into its text at the end. */
export function addNote(view) {
  const text = view.state.doc.toString();
  let number = 1;
  while (text.includes(`[^${number}]`)) number++;
  const at = view.state.selection.main.to;
  const end = view.state.doc.length;
  const gap = text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  const note = `${gap}[^${number}]: `;
  const call = `[^${number}]`;
  view.dispatch({
    changes: [{ from: at, insert: call }, { from: end, insert: `${note}\n` }],
    selection: { anchor: end + call.length + note.length },
    scrollIntoView: true,
  });
  view.focus();
  return true;
}

export function insert(view, words, caret = words.length) {
  const { from, to } = view.state.selection.main;
  view.dispatch({
    changes: { from, to, insert: words },
    selection: { anchor: from + caret },
    scrollIntoView: true,
  });
  view.focus();
  return true;
}

export { redo, undo };

export class Editor {
  /** `told.changed()` after each change by the writer, `told.caret(line)` when the caret moves to
   * another line, `told.dropped(files)` for files; `told.save()` on Ctrl+S, `told.find()` on Ctrl+F. */
  constructor(parent, text, file, told) {
    this.told = told;
    this.isMarkdown = /\.(md|markdown)$/.test(file);
    this.line = 0;
    const listed = (does) => () => does(this.completion);
    const keys = [
      { key: "ArrowDown", run: listed((c) => c.move(1)) },
      { key: "ArrowUp", run: listed((c) => c.move(-1)) },
      { key: "Enter", run: listed((c) => c.take()) },
      { key: "Tab", run: listed((c) => c.take()) },
      { key: "Escape", run: listed((c) => c.close()) },
      { key: "Mod-f", run: () => (told.find(), true), preventDefault: true },
      { key: "Mod-s", run: () => (told.save(), true), preventDefault: true },
      ...(this.isMarkdown
        ? [
            { key: "Mod-b", run: (view) => enclose(view, "**"), preventDefault: true },
            { key: "Mod-i", run: (view) => enclose(view, "*"), preventDefault: true },
            { key: "Mod-Alt-1", run: (view) => begin(view, "## "), preventDefault: true },
            { key: "Mod-Alt-2", run: (view) => begin(view, "### "), preventDefault: true },
            { key: "Mod-Alt-f", run: addNote, preventDefault: true },
          ]
        : []),
    ];
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorView.cspNonce.of(data.nonce),
          history(),
          Prec.highest(keymap.of(keys)),
          keymap.of([...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            "aria-label": say("Text of {file}", { file }),
            spellcheck: "false",
            autocapitalize: "sentences",
          }),
          EditorView.editorAttributes.of({ class: this.isMarkdown ? "writing" : "writing plain" }),
          completing.of([]),
          look(this.isMarkdown),
          names,
          EditorView.updateListener.of((update) => this.updated(update)),
          EditorView.domEventHandlers({
            drop: (event) => this.dropped(event, event.dataTransfer),
            paste: (event) => this.dropped(event, event.clipboardData),
            blur: () => void setTimeout(() => this.completion.close(), 150),
          }),
        ],
      }),
    });
    this.completion = new Completion(this.view);
    this.find = this.isMarkdown ? finding(this.view) : () => {};
  }

  get text() {
    return this.view.state.doc.toString();
  }

  updated(update) {
    if (update.docChanged) {
      this.find();
      if (update.transactions.some((t) => !t.annotation(Transaction.remote))) this.told.changed();
    }
    if (update.docChanged || update.selectionSet) {
      if (update.view.hasFocus) this.completion.look();
      const line = update.state.doc.lineAt(update.state.selection.main.head).number;
      if (line !== this.line && !update.transactions.some((t) => t.annotation(Transaction.remote))) {
        this.line = line;
        this.told.caret(line);
      }
    }
  }

  dropped(event, from) {
    const files = [...(from?.files ?? [])];
    if (!files.length) return false;
    event.preventDefault();
    const at = event.type === "drop" ? this.view.posAtCoords({ x: event.clientX, y: event.clientY }) : null;
    if (at !== null) this.view.dispatch({ selection: { anchor: at } });
    this.told.dropped(files);
    return true;
  }

  /** Show another text in place of this one; the caret stays where it was as far as it can. */
  replace(text) {
    const old = this.text;
    if (old === text) return;
    let start = 0;
    while (start < Math.min(old.length, text.length) && old[start] === text[start]) start++;
    let end = 0;
    const most = Math.min(old.length, text.length) - start;
    while (end < most && old.at(-1 - end) === text.at(-1 - end)) end++;
    this.view.dispatch({
      changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) },
      annotations: Transaction.remote.of(true),
    });
  }

  goTo(line) {
    const at = this.view.state.doc.line(Math.min(Math.max(1, line), this.view.state.doc.lines));
    this.line = at.number;
    this.view.dispatch({
      selection: { anchor: at.from },
      effects: EditorView.scrollIntoView(at.from, { y: "center" }),
    });
    this.view.focus();
  }

  remove() {
    this.completion.remove();
    this.view.destroy();
  }
}
