// Finding words in a text: a line above the sheet, from one place to the next.

import { EditorView } from "/editor/index.js";
import { h, icon, say } from "../studio.js";

export class Find {
  /** `editor()` gives the editor that is open. */
  constructor(editor) {
    this.editor = editor;
    this.words = h("input", { type: "search", "aria-label": say("Find in this text"), autocomplete: "off" });
    this.other = h("input", { type: "text", "aria-label": say("Put in its place"), placeholder: say("Put in its place"), autocomplete: "off" });
    this.words.placeholder = say("Find in this text");
    this.told = h("span", { class: "of", role: "status" });
    const tool = (words, sign, does) =>
      h("button", { type: "button", class: "tool", "aria-label": words, title: words, onclick: does }, sign);
    this.element = h(
      "div",
      { class: "tools find", role: "search", hidden: true },
      this.words,
      tool(say("The one before"), icon("icons/back"), () => this.next(-1)),
      tool(say("The next one"), icon("icons/forward"), () => this.next(1)),
      this.told,
      this.other,
      h("button", { type: "button", onclick: () => this.replace() }, say("Replace")),
      h("span", { class: "gap" }),
      tool(say("Close"), "×", () => this.close()),
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
      event.preventDefault();
      if (event.target === this.other) this.replace();
      else this.next(event.shiftKey ? -1 : 1);
    });
    this.words.addEventListener("input", () => this.next(1, true));
  }

  open() {
    const view = this.editor()?.view;
    if (!view) return;
    const { from, to } = view.state.selection.main;
    if (to > from && to - from < 200) this.words.value = view.state.sliceDoc(from, to);
    this.element.hidden = false;
    this.words.focus();
    this.words.select();
  }

  close() {
    this.element.hidden = true;
    this.editor()?.view.focus();
  }

  /** Select the next place, or the one before; `isHere` lets it be where the selection begins. */
  next(by, isHere = false) {
    const view = this.editor()?.view;
    const wanted = this.words.value.toLocaleLowerCase();
    if (!view || !wanted) return;
    const text = view.state.doc.toString().toLocaleLowerCase();
    const places = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
    const { from } = view.state.selection.main;
    const found =
      by > 0
        ? (places.find((at) => (isHere ? at >= from : at > from)) ?? places[0])
        : (places.findLast((at) => at < from) ?? places.at(-1));
    this.told.textContent = places.length ? `${places.indexOf(found) + 1} / ${places.length}` : say("Not found");
    if (found === undefined) return;
    view.dispatch({
      selection: { anchor: found, head: found + wanted.length },
      effects: EditorView.scrollIntoView(found, { y: "center" }),
    });
  }

  replace() {
    const view = this.editor()?.view;
    const { from, to } = view.state.selection.main;
    if (view.state.sliceDoc(from, to).toLocaleLowerCase() === this.words.value.toLocaleLowerCase() && to > from) {
      view.dispatch({ changes: { from, to, insert: this.other.value } });
    }
    this.next(1);
  }
}
