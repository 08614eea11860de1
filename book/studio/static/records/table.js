// The records of a list as a table: values in cells, order by dragging, blocks from a spreadsheet.

import { h, say } from "../studio.js";
import { Value, cellsOf, fromWords, nameOf } from "./values.js";

const IN_CELLS = ["text", "date", "number", "yes", "choice", "list", "long"];
const COLUMNS = 5;

/** The fields that stand in columns: those that every record needs, then those that some have. */
function columnsOf(list) {
  const fits = list.fields.filter((f) => IN_CELLS.includes(f.sort) && f.key !== "id" && f.key !== "remark");
  const used = (f) => list.rows.some((row) => row.values[f.key]?.length);
  const wanted = fits.filter((f) => f.is_required || (f.sort !== "long" && used(f)));
  const chosen = new Set((wanted.length > 1 ? wanted : fits).slice(0, COLUMNS));
  return list.fields.filter((f) => chosen.has(f));
}

export class Table {
  /** `does` has `change(changes)`, `open(index)` and `remove(row)`. */
  constructor(list, known, does) {
    Object.assign(this, { list, known, does });
    this.columns = columnsOf(list);
    this.values = new Map();
    this.body = h("tbody", {}, list.rows.map((row) => this.row(row)), this.last());
    this.element = h(
      "div",
      { class: "wide", tabindex: "0", role: "group", "aria-label": list.title },
      h(
        "table",
        { class: "records" },
        h("thead", {}, h("tr", {}, h("td", {}), this.columns.map((f) => h("th", { scope: "col", class: f.sort }, f.label)), h("td", {}))),
        this.body,
      ),
    );
    this.element.addEventListener("paste", (event) => this.paste(event));
  }

  /** What must stay the same for a table to be brought up to date without being made anew. */
  static likeness(list) {
    return JSON.stringify([list.key, list.rows.map((row) => [row.index, nameOf(row.values)]), columnsOf(list).map((f) => f.key)]);
  }

  row(row) {
    const name = nameOf(row.values);
    const handle = h("button", { type: "button", class: "handle", draggable: "true", "aria-label": say("Move {name}: up and down with the arrow keys", { name }), title: say("Drag to another place") }, "⠿");
    const made = h(
      "tr",
      { "data-index": row.index },
      h("td", {}, handle),
      this.columns.map((field) => h("td", { class: field.sort }, this.cell(row, field, name))),
      h("td", {}, h("button", { type: "button", class: "open", "aria-label": say("Open {name}", { name }), onclick: () => this.does.open(row.index) }, say("Open"))),
    );
    this.makeMovable(made, handle, row.index);
    return made;
  }

  cell(row, field, name) {
    const value = new Value(field, row.values[field.key], this.known, {
      label: `${field.label}, ${name}`,
      isCell: true,
      commit: (now) => this.does.change([{ do: "set", list: this.list.key, index: row.index, values: [[[field.key], now]] }]),
    });
    this.values.set(`${row.index}/${field.key}`, value);
    value.input.dataset.at = `${row.index}/${field.key}`;
    return [value.input, value.wrong];
  }

  /** The row below all others, in which a new record is typed or pasted. */
  last() {
    const [first] = this.columns;
    const input = h("input", { type: "text", "data-at": "new", "aria-label": say("A new row: type, or paste from Excel"), placeholder: say("A new row: type, or paste from Excel"), autocomplete: "off" });
    const add = () => {
      if (!input.value.trim()) return;
      const values = { [first.key]: fromWords(first, input.value, this.known) };
      input.value = "";
      this.does.change([{ do: "add", list: this.list.key, values }]);
    };
    input.addEventListener("change", add);
    return h("tr", { class: "new" }, h("td", {}), h("td", { colspan: this.columns.length }, input), h("td", {}));
  }

  makeMovable(row, handle, index) {
    const places = () => this.list.rows.map((one) => one.index);
    const move = (to) => to !== undefined && to !== index && this.does.change([{ do: "move", list: this.list.key, index, to }], `${to}/handle`);
    handle.dataset.at = `${index}/handle`;
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(places()[places().indexOf(index) + step]);
    });
    handle.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/x-record", String(index));
      event.dataTransfer.setDragImage(row, 10, 10);
    });
    row.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("text/x-record")) return;
      event.preventDefault();
      row.classList.add("over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", (event) => {
      const from = event.dataTransfer.getData("text/x-record");
      row.classList.remove("over");
      if (!from) return;
      event.preventDefault();
      if (Number(from) !== index) this.does.change([{ do: "move", list: this.list.key, index: Number(from), to: index }]);
    });
  }

  /** A block of cells: over the rows from the one that it is pasted in, and new ones below. */
  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    const at = event.target.dataset?.at;
    if (!at || !/[\t\n]/.test(text.replace(/\r?\n$/, "")) || event.target.tagName === "TEXTAREA") return;
    event.preventDefault();
    let rows = cellsOf(text).filter((row) => row.some((cell) => cell.trim()));
    const [index, key] = at.split("/");
    const called = (words) => this.list.fields.find((f) => f.headings.some((one) => one.toLowerCase() === words.trim().toLowerCase()));
    const heads = rows[0].map(called);
    const isHeaded = rows.length > 1 && heads.filter(Boolean).length >= Math.min(2, heads.length);
    if (isHeaded) rows = rows.slice(1);
    const first = Math.max(0, this.columns.findIndex((f) => f.key === key));
    const fields = isHeaded ? heads : this.columns.slice(first);
    const places = this.list.rows.map((row) => row.index);
    const start = at === "new" ? places.length : places.indexOf(Number(index));
    const changes = rows.map((cells, n) => {
      const values = cells.map((words, c) => fields[c] && [fields[c], fromWords(fields[c], words, this.known)]).filter(Boolean);
      return start + n < places.length
        ? { do: "set", list: this.list.key, index: places[start + n], values: values.map(([f, v]) => [[f.key], v]) }
        : { do: "add", list: this.list.key, values: Object.fromEntries(values.map(([f, v]) => [f.key, v])) };
    });
    event.target.value = at === "new" ? "" : event.target.value;
    this.does.change(changes, at, say("Pasted: {count} rows.", { count: rows.length }));
  }

  /** Show what a file holds now; its rows and columns are the same. */
  refresh(list, problems) {
    this.list = list;
    for (const row of list.rows) {
      for (const field of this.columns) {
        const value = this.values.get(`${row.index}/${field.key}`);
        value.refresh(row.values[field.key]);
        value.tell(problems.filter((p) => p.path[0] === list.key && p.path[1] === row.index && (p.path[2] ?? this.columns[0].key) === field.key));
      }
      const elsewhere = problems.some((p) => p.path[0] === list.key && p.path[1] === row.index && p.path[2] && !this.columns.some((f) => f.key === p.path[2]));
      this.body.querySelector(`[data-index="${row.index}"] .open`).classList.toggle("doubt", elsewhere);
    }
  }
}
