// One value of a record: how it is asked for, shown and read.

import { h, notice, say } from "../studio.js";

/** So long (in ms) a writer must rest before a value is saved. */
const REST = 1200;

/** The name that is shown for a value that names a record. */
function shownAs(field, value, known) {
  const found = (known[field.group] ?? []).find((one) => one.id === value);
  return found ? found.name : value;
}

function meant(field, words, known) {
  const found = (known[field.group] ?? []).find((one) => one.name === words.trim());
  return found ? found.id : words.trim();
}

/** The words of a value in one line, as a cell of a table has them. */
export function inWords(field, value, known) {
  if (Array.isArray(value)) return value.map((one) => shownAs(field, one, known)).join("; ");
  return typeof value === "string" ? shownAs(field, value, known) : "";
}

/** A value of words as they were typed or pasted. */
export function fromWords(field, words, known) {
  if (field.sort === "list") return words.split(/[;\n]/).map((one) => meant(field, one, known)).filter(Boolean);
  if (field.sort === "yes") return /^(true|yes|x|có|1)$/i.test(words.trim()) ? "true" : "";
  if (field.sort === "choice") return field.choices.find((one) => one.label === words.trim())?.value ?? words.trim();
  return field.group ? meant(field, words, known) : words;
}

export class Value {
  /** `commit(value)` is called with each new value, some time after it was typed. `isCell` keeps it in a line. */
  constructor(field, value, known, { label, commit, isCell = false, id = null }) {
    Object.assign(this, { field, known, commit });
    this.input = this.made(isCell, { "aria-label": label ?? null, id });
    this.wrong = h("span", { class: "wrong", hidden: true, id: `wrong-${++count}` });
    this.set(value);
    this.input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.read(), REST);
    });
    this.input.addEventListener("change", () => this.read());
    this.input.addEventListener("blur", () => this.read());
  }

  made(isCell, about) {
    const { field } = this;
    const required = field.is_required ? "true" : null;
    if (field.sort === "yes") return h("input", { ...about, type: "checkbox" });
    if (field.sort === "choice") {
      return h("select", about, h("option", { value: "" }, "–"), field.choices.map((c) => h("option", { value: c.value }, c.label)));
    }
    if (field.sort === "long" || (field.sort === "list" && !isCell)) {
      return h("textarea", { ...about, rows: isCell ? 2 : field.sort === "list" ? 2 : 4, "aria-required": required });
    }
    const list = field.group && this.known[field.group] ? `known-${field.group}` : null;
    return h("input", { ...about, type: "text", list, autocomplete: "off", "aria-required": required });
  }

  get value() {
    if (this.field.sort === "yes") return this.input.checked ? "true" : "";
    if (this.field.sort === "choice") return this.input.value;
    return fromWords(this.field, this.input.value, this.known);
  }

  set(value) {
    this.saved = value ?? "";
    if (this.field.sort === "yes") this.input.checked = value === "true" || value === "yes";
    else if (this.field.sort === "choice") {
      if (value && !this.field.choices.some((c) => c.value === value)) this.input.append(h("option", { value }, value));
      this.input.value = value ?? "";
    } else if (this.field.sort === "list" && this.input.tagName === "TEXTAREA") {
      this.input.value = [value ?? []].flat().map((one) => shownAs(this.field, one, this.known)).join("\n");
    } else this.input.value = inWords(this.field, value, this.known);
    this.shown = this.raw;
  }

  get raw() {
    return this.field.sort === "yes" ? String(this.input.checked) : this.input.value;
  }

  get isTouched() {
    return this.raw !== this.shown;
  }

  read() {
    clearTimeout(this.waiting);
    if (!this.isTouched) return;
    this.shown = this.raw;
    this.saved = this.value;
    this.commit(this.value);
  }

  /** Show what is saved by now, unless something else is being typed. */
  refresh(value) {
    // What is written has no spaces at its ends, which are typed on the way to a next word.
    const plain = (one) => JSON.stringify(typeof one === "string" ? one.trim().normalize() : (one ?? ""));
    if (plain(value) === plain(this.saved)) return;
    if (!this.isTouched && document.activeElement !== this.input) return void this.set(value);
    if (!this.isTouched) return;
    this.saved = value ?? "";
    const words = inWords(this.field, value, this.known) || "–";
    notice(`${say("Somebody else has changed this, too")}: ${this.field.label} – ${words}`, "bad");
  }

  tell(problems) {
    const words = problems.map((p) => `${p.problem} ${p.cure}`.trim()).join(" ");
    this.wrong.textContent = words;
    this.wrong.hidden = !words;
    this.wrong.classList.toggle("error", problems.some((p) => p.severity === "error"));
    this.input.toggleAttribute("aria-invalid", Boolean(words));
    if (words) {
      this.input.setAttribute("aria-invalid", "true");
      this.input.setAttribute("aria-describedby", this.wrong.id);
    } else this.input.removeAttribute("aria-describedby");
  }
}

/** Chooses records by name into a list of them. */
export function adding(value) {
  const list = `adding-${++count}`;
  const all = value.known[value.field.group] ?? [];
  const input = h("input", { type: "text", list, "aria-label": say("Add by name: {label}", value.field), placeholder: say("Add by name"), autocomplete: "off" });
  input.addEventListener("change", () => {
    if (!input.value.trim()) return;
    value.input.value = [value.input.value.trim(), input.value.trim()].filter(Boolean).join("\n");
    input.value = "";
    value.read();
  });
  return h("span", { class: "adding" }, h("datalist", { id: list }, all.map((one) => h("option", { value: one.name }))), input);
}

let count = 0;

/** What a record is called: by its name, its title, or what it says first. */
export function nameOf(values) {
  const found = values.name ?? values.title ?? Object.entries(values).find(([key, v]) => key !== "id" && typeof v === "string" && v)?.[1];
  return String(found ?? "").slice(0, 60) || say("without a name");
}

/** Rows and cells of a block that was copied from a spreadsheet. */
export function cellsOf(text) {
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)/gy;
  const plain = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
  while (cell.lastIndex <= plain.length) {
    const [, words, end] = cell.exec(plain);
    rows.at(-1).push(words.startsWith('"') && words.endsWith('"') && words.length > 1 ? words.slice(1, -1).replaceAll('""', '"') : words);
    if (end === "\n") rows.push([]);
    if (!end) break;
  }
  return rows;
}
