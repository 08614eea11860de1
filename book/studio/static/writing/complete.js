// What `[[` and `@` go on with: people, bodies, chapters and figures by a part of their names.

import { Compartment, EditorView } from "/editor/index.js";
import { get, h, say } from "../studio.js";

const OPEN = /\[\[!?([^\]\[|]*)$/;
/** Telex makes other letters of brackets. */
const AT = /(?<=^|[\s(“‘])@(?=\S)([^\]\[|@]{1,40})$/;

/** What the text tells screen readers of the list; only the editor itself may change its element. */
export const told = new Compartment();

export class Completion {
  constructor(view) {
    this.view = view;
    this.list = h("ul", { class: "completion", role: "listbox", id: "completion", "aria-label": say("Names and places of the book"), hidden: true });
    this.list.addEventListener("mousedown", (event) => {
      const item = event.target.closest("li");
      event.preventDefault();
      if (item) this.take([...this.list.children].indexOf(item));
    });
    document.body.append(this.list);
    this.chosen = 0;
    this.found = [];
    this.turn = 0;
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** What is typed behind `[[` or `@` on the caret's line, and what is taken out for it; null where there is none. */
  typed() {
    const { main } = this.view.state.selection;
    if (!main.empty) return null;
    const line = this.view.state.doc.lineAt(main.head);
    const before = line.text.slice(0, main.head - line.from);
    const match = OPEN.exec(before);
    if (match) return { words: match[1], from: main.head - match[1].length, to: main.head, open: "" };
    const at = AT.exec(before);
    return at ? { words: at[1], from: main.head - at[0].length, to: main.head, open: "[[" } : null;
  }

  async look() {
    const typed = this.typed();
    if (!typed) return this.close();
    const turn = ++this.turn;
    const found = await get("/api/targets", { words: typed.words }).catch(() => []);
    if (turn !== this.turn || !this.typed()) return;
    this.found = found;
    this.chosen = 0;
    this.show(typed);
  }

  show(typed) {
    if (!this.found.length) return this.close();
    this.list.replaceChildren(
      ...this.found.map((item, n) =>
        h(
          "li",
          { role: "option", id: `completion-${n}`, "aria-selected": n === this.chosen },
          h("span", { class: "name" }, item.name || item.id),
          h("span", { class: "id" }, item.id),
        ),
      ),
    );
    this.list.hidden = false;
    this.view.requestMeasure({
      key: this,
      read: (view) => view.coordsAtPos(typed.from),
      write: (at) => at && this.place(at),
    });
    this.tell();
  }

  place(at) {
    const height = this.list.offsetHeight;
    const fits = at.bottom + height < window.innerHeight;
    this.list.style.left = `${Math.min(at.left, window.innerWidth - this.list.offsetWidth - 8)}px`;
    this.list.style.top = `${fits ? at.bottom + 4 : at.top - height - 4}px`;
  }

  tell() {
    const attributes = this.isOpen
      ? { "aria-controls": "completion", "aria-activedescendant": `completion-${this.chosen}` }
      : {};
    this.view.dispatch({ effects: told.reconfigure(EditorView.contentAttributes.of(attributes)) });
  }

  move(by) {
    if (!this.isOpen) return false;
    this.chosen = (this.chosen + by + this.found.length) % this.found.length;
    [...this.list.children].forEach((item, n) => item.setAttribute("aria-selected", n === this.chosen));
    this.list.children[this.chosen].scrollIntoView({ block: "nearest" });
    this.tell();
    return true;
  }

  take(which = this.chosen) {
    const typed = this.typed();
    if (!this.isOpen || !typed) return false;
    const after = this.view.state.sliceDoc(typed.to, typed.to + 2);
    const name = typed.open + this.found[which].id;
    const insert = name + (after === "]]" ? "" : "]]");
    const end = typed.from + name.length + 2;
    this.view.dispatch({ changes: { from: typed.from, to: typed.to, insert }, selection: { anchor: end } });
    this.close();
    this.view.focus();
    return true;
  }

  close() {
    this.turn++;
    if (this.list.hidden) return false;
    this.list.hidden = true;
    this.tell();
    return true;
  }

  remove() {
    this.list.remove();
  }
}
