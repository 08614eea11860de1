// Names that the register knows, marked where they stand in a text.

import { Decoration, StateEffect, StateField, EditorView } from "/editor/index.js";
import { post } from "../studio.js";

const found = StateEffect.define();
const PAUSE = 700;

const field = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    marks = marks.map(change.changes);
    for (const effect of change.effects) if (effect.is(found)) marks = effect.value;
    return marks;
  },
  provide: (f) => EditorView.decorations.from(f),
});

export const names = field;

/** Keeps the marks of an editor up to date; gives what is called after each change. */
export function finding(view) {
  let timer = 0;
  const find = async () => {
    const doc = view.state.doc;
    const told = await post("/api/names", { text: doc.toString() }).catch(() => []);
    if (view.state.doc !== doc) return;
    const marks = told
      .filter(([number]) => number < doc.lines)
      .map(([number, from, to, heading]) => {
        const start = doc.line(number + 1).from;
        const mark = Decoration.mark({ class: "w-name", attributes: { title: heading } });
        return mark.range(start + from, Math.min(start + to, doc.length));
      });
    view.dispatch({ effects: found.of(Decoration.set(marks, true)) });
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  };
  find();
  return soon;
}
