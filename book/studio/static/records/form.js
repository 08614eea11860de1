// One record as a form: all its fields, the tables and parts in it, and what is wrong at each.

import { h, say } from "../studio.js";
import { Value, adding } from "./values.js";

/** What a clerk seldom has to touch stands last. */
const LAST = ["listed_as", "given", "id", "remark"];
const inOrder = (fields) => [...fields].sort((a, b) => LAST.indexOf(a.key) - LAST.indexOf(b.key));

export class Form {
  /** `does` has `set(path, value)`, `back()`, `remove()` and `again()`, which makes the form anew. */
  constructor(list, row, known, does) {
    Object.assign(this, { list, row, known, does });
    this.values = [];
    this.element = h("form", { class: "record" }, inOrder(list.fields).map((field) => this.field(field, [field.key], row.values[field.key])));
    this.element.addEventListener("submit", (event) => event.preventDefault());
  }

  field(field, path, value) {
    if (field.sort === "records") return this.table(field, path, Array.isArray(value) ? value : []);
    if (field.sort === "record") return this.part(field, path, value);
    if (field.sort === "named") return this.named(field, path, value || {});
    const id = `field-${++ids}`;
    const made = this.value(field, path, value, { id });
    const picture = field.sort === "picture" && value ? h("img", { class: "portrait", alt: "", src: `/thumb?file=${encodeURIComponent(String(value).split(" {")[0])}` }) : null;
    const help = field.sort === "list" ? h("span", { class: "help" }, say("One on each line.")) : null;
    if (field.sort === "yes") return h("p", { class: "field" }, h("label", {}, made.input, " ", field.label), made.wrong);
    return h("div", { class: "field" }, h("label", { for: id }, field.label, field.is_required ? " *" : ""), help, made.input, field.sort === "list" && field.group ? adding(made) : null, picture, made.wrong);
  }

  value(field, path, value, how) {
    const made = new Value(field, value, this.known, { ...how, commit: (now) => this.does.set(path, now) });
    made.input.dataset.at = path.join("/");
    this.values.push([path, made]);
    return made;
  }

  /** Records inside the record, such as terms of office: each a line of fields. */
  table(field, path, items) {
    const rows = items.map((item, n) =>
      h(
        "div",
        { class: "inner", role: "group", "aria-label": `${field.label} ${n + 1}` },
        field.inside.filter((f) => f.key !== "remark" || item.remark).map((f) => this.small(f, [...path, n, f.key], item[f.key], `${f.label}, ${n + 1}`)),
        h("button", { type: "button", class: "tool", "aria-label": say("Take out {name} {number}", { name: field.label, number: n + 1 }), title: say("Take out"), onclick: () => this.does.set([...path, n], "", true) }, "×"),
      ),
    );
    return h("fieldset", {}, h("legend", {}, field.label), rows, this.adding(field, path, items.length));
  }

  small(field, path, value, label) {
    if (field.inside.length || field.sort === "named") return this.field(field, path, value);
    const made = this.value(field, path, value, { label, isCell: true });
    return h("label", { class: `small ${field.sort}` }, h("span", {}, field.label), made.input, made.wrong);
  }

  /** What adds a record inside: its first fields, and a button. */
  adding(field, path, at) {
    const asked = field.inside.filter((f) => f.is_required || ["from", "to"].includes(f.key)).slice(0, 4);
    const fields = (asked.length ? asked : field.inside.slice(0, 2)).filter((f) => !f.inside.length);
    const values = fields.map((f) => [f, new Value(f, "", this.known, { label: `${f.label}, ${say("new")}`, isCell: true, commit: () => {} })]);
    const add = () => {
      const made = Object.fromEntries(values.map(([f, v]) => [f.key, v.value]).filter(([, v]) => v.length));
      if (Object.keys(made).length) this.does.set([...path, at], made, true);
    };
    return h(
      "div",
      { class: "inner new" },
      values.map(([f, v]) => h("label", { class: `small ${f.sort}` }, h("span", {}, f.label), v.input)),
      h("button", { type: "button", onclick: add }, say("Add")),
    );
  }

  part(field, path, value) {
    const held = typeof value === "string" ? { [field.inside[0]?.key]: value } : (value ?? {});
    return h("fieldset", {}, h("legend", {}, field.label), field.inside.filter((f) => f.key !== "remark").map((f) => this.field(f, [...path, f.key], held[f.key])));
  }

  /** Values under names of their own. */
  named(field, path, values) {
    const text = { sort: "text", key: "", label: "", choices: [], inside: [] };
    const rows = Object.entries(values).map(([key, value]) => {
      const made = this.value(text, [...path, key], value, { label: key, isCell: true });
      return h("label", { class: "small" }, h("span", {}, key), made.input, made.wrong);
    });
    const key = h("input", { type: "text", autocomplete: "off" });
    const value = h("input", { type: "text", autocomplete: "off" });
    const add = () => key.value.trim() && value.value.trim() && this.does.set([...path, key.value.trim()], value.value.trim(), true);
    return h(
      "fieldset",
      {},
      h("legend", {}, field.label),
      h("div", { class: "inner" }, rows),
      h("div", { class: "inner new" }, h("label", { class: "small" }, h("span", {}, say("Label")), key), h("label", { class: "small" }, h("span", {}, say("Words")), value), h("button", { type: "button", onclick: add }, say("Add"))),
    );
  }

  refresh(row, problems) {
    this.row = row;
    for (const [path, value] of this.values) {
      value.refresh(path.reduce((held, step) => held?.[step], row.values));
      const at = JSON.stringify(path);
      value.tell(problems.filter((p) => p.path[0] === this.list.key && p.path[1] === row.index && JSON.stringify(p.path.slice(2, 2 + path.length)) === at));
    }
  }
}

let ids = 0;
