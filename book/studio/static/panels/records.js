// Lists: the book's records as tables and forms, saved as they are changed.

import { Refused, ask, get, h, icon, notice, on, post, say, tellFailure } from "../studio.js";
import { kept, send, withChanges } from "../records/changes.js";
import { Form } from "../records/form.js";
import { Table } from "../records/table.js";
import { Value, nameOf } from "../records/values.js";

const LAST = "last-records";
/** The key of what a file says of itself, among its lists. */
const HEAD = "";

export const knows = ({ file }) => /^chapters\/appendices\/.*\.(ya?ml|xlsx?|ods|csv)$/i.test(file ?? "");

export async function open(host, studio, spot) {
  const panel = new Records(host, studio);
  await panel.fill();
  await panel.show(spot?.file ? spot : panel.last());
  const ends = [on("made", () => panel.hear()), on("read", () => panel.hear()), on("saved", (e) => panel.saved(e)), on("settled", (e) => panel.settled(e))];
  const leaving = (event) => panel.typing().some((value) => value.isTouched) && (event.preventDefault(), panel.leave());
  window.addEventListener("beforeunload", leaving);
  ends.push(() => window.removeEventListener("beforeunload", leaving));
  return { leave: () => (ends.forEach((end) => end()), panel.leave()), at: (place) => panel.show(place) };
}

class Records {
  constructor(host, studio) {
    this.studio = studio;
    this.files = h("select", { "aria-label": say("Which list") });
    this.files.addEventListener("change", () => this.show({ file: this.files.value }));
    this.told = h("p", { class: "saved", role: "status" });
    this.back = h("button", { type: "button", class: "tool", "aria-label": say("Undo"), title: say("Undo"), onclick: () => this.undo() }, icon("icons/undo"));
    this.text = h("button", { type: "button", onclick: () => studio.open("text", { file: this.file, line: this.line }) }, say("As text"));
    this.sheet = h("div", { class: "record-sheet" });
    host.append(h("div", { class: "bar" }, this.files, this.back, this.text, this.told), this.sheet);
    this.queue = Promise.resolve();
    this.list = this.index = this.shown = this.view = null;
  }

  async fill() {
    this.known = await get("/api/records");
    this.files.replaceChildren(...this.known.map((one) => h("option", { value: one.file }, one.title)));
    if (!this.known.length) this.sheet.replaceChildren(h("p", { class: "lead" }, say("The book has no lists yet. Bring in a spreadsheet, and it becomes one.")));
  }

  last() {
    const files = this.known.map((one) => one.file);
    const last = localStorage.getItem(LAST);
    return { file: files.includes(last) ? last : files[0] };
  }

  get line() {
    const list = this.view?.lists?.find((one) => one.key === this.list);
    return list?.rows.find((row) => row.index === this.index)?.line ?? 1;
  }

  async show({ file, line, cell }) {
    if (!file) return;
    await this.leave();
    try {
      const view = await get("/api/records/file", { file });
      if (file !== this.file) this.list = this.index = null;
      this.file = file;
      this.files.value = file;
      localStorage.setItem(LAST, file);
      const waiting = kept(file);
      this.view = waiting && !view.is_sheet ? withChanges(view, waiting.changes) : view;
      if (waiting) this.tell("lost");
      if (view.is_sheet) return this.showSheet(cell);
    } catch (error) {
      // What no form can show is mended in the text.
      if (!(error instanceof Refused)) return tellFailure(error);
      notice(error.message);
      return void this.studio.open("text", { file, line });
    }
    if (line) this.find(line);
    else this.studio.stands(file, this.view.lists[0].rows[0]?.line ?? 1);
    this.draw();
    if (line && this.index !== null) this.sheet.querySelector("input, textarea, select")?.focus();
  }

  showSheet(cell) {
    this.back.hidden = this.text.hidden = true;
    this.shown = null;
    const words = say("This list stands in the spreadsheet {file}. Edit it with the program that made it, and save it: the pages show it at once.", { file: this.file });
    this.sheet.replaceChildren(h("h2", {}, this.files.selectedOptions[0]?.textContent ?? this.file), h("p", {}, words), cell ? h("p", {}, say("It is about cell {cell}.", { cell })) : "");
  }

  /** Open the record that a line of the file belongs to. */
  find(line) {
    const rows = this.view.lists.flatMap((list) => list.rows.map((row) => [list.key, row]));
    const [key, row] = rows.filter(([, one]) => one.line <= line).sort((a, b) => a[1].line - b[1].line).at(-1) ?? [null, null];
    this.list = key;
    this.index = row ? row.index : null;
  }

  // What is shown -------------------------------------------------------------------------------

  draw(focus = null) {
    const { view } = this;
    this.back.hidden = this.text.hidden = false;
    const lists = view.lists.filter((one) => one.key !== HEAD);
    const list = view.lists.find((one) => one.key === this.list) ?? lists.find((one) => one.rows.length) ?? lists[0];
    this.list = list.key;
    const row = list.rows.find((one) => one.index === this.index);
    this.index = row ? row.index : null;
    const tabs = h("div", { class: "lists", role: "group", "aria-label": say("Lists in this file") }, lists.map((one) => h("button", { type: "button", "aria-pressed": String(one.key === list.key), onclick: () => this.turn(one.key, null) }, `${one.title} (${one.rows.length})`)));
    const known = Object.entries(view.known).map(([group, all]) => h("datalist", { id: `known-${group}` }, all.map((one) => h("option", { value: one.name }))));
    this.general = h("ul", { class: "general" });
    this.shown = row ? this.form(list, row) : new Table(list, view.known, { change: (...all) => this.change(...all), open: (index) => this.turn(list.key, index) });
    const head = row
      ? [h("div", { class: "bar" }, h("button", { type: "button", onclick: () => this.turn(list.key === HEAD ? null : list.key, null) }, say("Back to the list")), h("h2", {}, list.key === HEAD ? list.title : nameOf(row.values)), list.key === HEAD ? null : h("button", { type: "button", onclick: () => this.remove(list, row) }, say("Take it out")))]
      : [lists.length > 1 ? tabs : h("h2", {}, list.title), h("button", { type: "button", onclick: () => this.turn(HEAD, 0) }, say("Title and introduction")), h("button", { type: "button", class: "main", onclick: () => this.add(list) }, say("New entry"))];
    this.sheet.replaceChildren(...known, ...head, this.general, this.shown.element);
    this.bring();
    if (focus) this.sheet.querySelector(`[data-at="${CSS.escape(focus)}"]`)?.focus();
  }

  form(list, row) {
    this.studio.stands(this.file, row.line);
    const set = (path, value, isAnew) => this.change([{ do: "set", list: list.key, index: row.index, values: [[path, value]] }], isAnew ? "" : null);
    return new Form(list, row, this.view.known, { set });
  }

  async turn(key, index) {
    await this.leave();
    this.list = key;
    this.index = index;
    this.draw();
  }

  /** Bring what is shown up to date with the file, leaving alone what is being typed. */
  bring() {
    const list = this.view.lists.find((one) => one.key === this.list);
    const { problems } = this.view;
    if (this.shown instanceof Form) this.shown.refresh(list.rows.find((one) => one.index === this.index), problems);
    else this.shown.refresh(list, problems);
    this.back.disabled = !this.view.can_undo;
    const keys = this.view.lists.map((one) => one.key);
    const apart = problems.filter((p) => p.path.length < 2 || !keys.includes(p.path[0]));
    this.general.replaceChildren(...apart.map((p) => h("li", { class: `wrong ${p.severity}` }, `${p.problem} ${p.cure}`)));
  }

  take(view, focus = null) {
    const before = this.view;
    this.view = view;
    const [was, is] = [before, view].map((one) => one?.lists?.find((list) => list.key === this.list));
    const isForm = this.shown instanceof Form;
    const isGone = isForm && !is?.rows.some((row) => row.index === this.index);
    const likeness = (list) => list && Table.likeness(list);
    if (!this.shown || isGone || focus !== null || (!isForm && likeness(was) !== likeness(is))) {
      const active = document.activeElement;
      const old = this.typing().find((one) => one.input === active);
      const [raw, isTouched, at] = old ? [old.raw, old.isTouched, active.selectionStart] : [];
      this.draw(focus || active?.dataset?.at);
      const anew = this.typing().find((one) => one.input === document.activeElement);
      // What is being typed stays, and a space that a next word shall follow.
      if (anew && typeof at === "number" && anew.input.dataset.at === active.dataset.at && (isTouched || raw.trim() === anew.raw.trim())) {
        anew.input.value = raw;
        if (!isTouched) anew.shown = raw;
        anew.input.setSelectionRange(at, at);
      }
    } else this.bring();
  }

  // What is changed -----------------------------------------------------------------------------

  /** Save changes, after those before them. `focus` names what has the focus then. */
  change(changes, focus = null, words = "") {
    this.tell("saving");
    const file = this.file;
    // What the studio has done already is not done again where its answer was lost.
    for (const one of changes) one.id = crypto.randomUUID();
    this.queue = this.queue.then(() => this.send(file, changes, focus, words)).catch(tellFailure);
    return this.queue;
  }

  async send(file, changes, focus, words) {
    try {
      const view = await send(file, this.view, changes);
      if (file === this.file) this.take(view, view.isSettled ? focus ?? "" : focus);
      this.tell(kept(file) ? "lost" : "saved");
      if (words) notice(words);
    } catch (error) {
      this.tell("refused");
      tellFailure(error);
    }
  }

  /** What was kept while the studio was away has reached its file. */
  settled({ file, view }) {
    if (file !== this.file || !this.shown) return;
    if (!view) return void this.hear();
    this.take(view, "");
    this.tell("saved");
  }

  async add(list) {
    const wanted = list.fields.filter((f) => f.is_required && f.key !== "id" && !f.inside.length);
    const fields = wanted.length ? wanted : list.fields.filter((f) => f.key !== "id").slice(0, 1);
    const values = fields.map((f) => [f, new Value(f, "", this.view.known, { id: `new-${f.key}`, commit: () => {} })]);
    const nodes = values.map(([f, v]) => h("div", { class: "field" }, h("label", { for: `new-${f.key}` }, f.label), v.input));
    const choice = await ask(say("New entry"), nodes, [["add", say("Add")], ["", say("Cancel")]]);
    const made = Object.fromEntries(values.map(([f, v]) => [f.key, v.value]));
    if (choice !== "add" || !Object.values(made).some((v) => v.length)) return;
    await this.change([{ do: "add", list: list.key, values: made }]);
    this.turn(list.key, this.view.lists.find((one) => one.key === list.key).rows.at(-1).index);
  }

  async remove(list, row) {
    const choice = await ask(say("Take {name} out of the list?", { name: nameOf(row.values) }), [h("p", {}, say("You can undo it."))], [["go", say("Take it out")], ["", say("Cancel")]]);
    if (choice !== "go") return;
    this.index = null;
    await this.change([{ do: "remove", list: list.key, index: row.index }], "");
  }

  async undo() {
    await this.leave();
    try {
      this.take(await post("/api/records/undo", { file: this.file, state: this.view.state }), "");
      notice(say("Taken back."));
    } catch (error) {
      tellFailure(error.status === 409 ? new Refused(409, { error: say("Somebody else has changed the list since: look at it again.") }) : error);
      await this.hear();
    }
  }

  // What is heard -------------------------------------------------------------------------------

  async hear() {
    if (!this.file || this.view?.is_sheet || kept(this.file)) return;
    const file = this.file;
    await this.queue;
    const view = await get("/api/records/file", { file }).catch(() => null);
    if (view && file === this.file && this.shown && !kept(file)) this.take(view);
  }

  saved(event) {
    if (event.file === this.file && event.state !== this.view?.state) this.hear();
  }

  tell(sort) {
    const words = { saved: say("Saved"), saving: say("Saving …"), lost: say("Not saved: the studio can't be reached. What you changed is kept in this browser."), refused: say("Not saved") };
    this.told.textContent = words[sort];
    this.told.className = `saved ${{ saved: "", saving: "busy" }[sort] ?? "bad"}`;
  }

  /** All values that can be typed in now. */
  typing() {
    return this.shown instanceof Form ? this.shown.values.map(([, value]) => value) : [...(this.shown?.values.values() ?? [])];
  }

  /** Save what is being typed. */
  async leave() {
    for (const value of this.typing()) value.read();
    await this.queue;
  }
}
