// Photographs: all that lie in the folder; where each is used, how sharp, what is said of it there.

import { get, h, notice, on, post, say, tellFailure, upload } from "../studio.js";
import { Focus } from "../records/focus.js";
import { Value, adding } from "../records/values.js";

const LIGHTS = () => ({
  sharp: say("Sharp in print"),
  fit: say("Fit for print, not quite sharp"),
  poor: say("Too few pixels: it will be blurred"),
  unused: say("Not shown in the book"),
  drawing: say("A drawing: sharp at every size"),
  broken: say("It can't be read"),
});

export async function open(host, studio) {
  const panel = new Photographs(host, studio);
  await panel.fetch();
  const end = on("made", () => panel.fetch().catch(tellFailure));
  return () => (end(), panel.leave());
}

class Photographs {
  constructor(host, studio) {
    this.studio = studio;
    this.words = h("input", { type: "search", "aria-label": say("Search photographs"), placeholder: say("Search photographs"), autocomplete: "off" });
    this.words.addEventListener("input", () => this.list());
    this.light = h("select", { "aria-label": say("Which photographs") }, h("option", { value: "" }, say("All photographs")), Object.entries(LIGHTS()).map(([value, words]) => h("option", { value }, words)));
    this.light.addEventListener("change", () => this.list());
    this.input = h("input", { type: "file", multiple: true, accept: "image/*", id: "photographs-files", class: "unseen" });
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    const drop = h("div", { class: "drop" }, h("p", {}, say("Drop photographs here, or")), this.input, h("label", { for: "photographs-files", class: "button" }, say("Choose files")));
    host.addEventListener("dragover", (event) => event.preventDefault());
    host.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
    });
    this.told = h("p", { class: "lead", role: "status" });
    this.shown = h("ul", { class: "photographs" });
    this.sheet = h("div", {});
    this.all = h("div", {}, h("h2", {}, say("Photos")), drop, h("div", { class: "bar" }, this.words, this.light), this.told, this.shown);
    host.append(this.all, this.sheet);
    this.name = null;
    this.values = [];
    this.queue = Promise.resolve();
  }

  async fetch() {
    const found = await get("/api/photographs");
    this.pictures = found.pictures;
    this.people = found.people;
    const what = JSON.stringify(found);
    if (what === this.what) return;
    this.what = what;
    this.list();
    // What is being written stays; the next look at it shows what is new.
    if (this.name && !this.sheet.contains(document.activeElement)) this.open(this.name);
  }

  list() {
    const wanted = this.words.value.toLocaleLowerCase().trim();
    const names = new Map(this.people.map((one) => [one.id, one.name]));
    const said = (p) => [p.name, ...p.uses.flatMap((u) => [u.words, u.caption, u.credit, ...(u.people ?? []).map((id) => names.get(id) ?? id)])].join(" ").toLocaleLowerCase();
    const found = this.pictures.filter((p) => (!this.light.value || p.light === this.light.value) && said(p).includes(wanted));
    this.told.textContent = say("{count} of {all} photographs", { count: found.length, all: this.pictures.length });
    this.shown.replaceChildren(
      ...found.map((p) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", "data-name": p.name, onclick: () => this.open(p.name) },
            h("img", { src: source(p.name), alt: "", loading: "lazy" }),
            h("span", { class: "called" }, h("span", { class: `light ${p.light}`, role: "img", "aria-label": LIGHTS()[p.light] }), p.name.split("/").at(-1)),
          ),
        ),
      ),
    );
  }

  async take(files) {
    let last = null;
    for (const file of files) {
      try {
        last = (await upload("/api/picture", {}, file)).file;
      } catch (error) {
        tellFailure(error);
      }
    }
    this.input.value = "";
    await this.fetch().catch(tellFailure);
    if (last) notice(say("Put into the folder: {file}", { file: last }));
    if (last && files.length === 1) this.open(last);
  }

  open(name) {
    this.leave();
    const picture = this.pictures.find((p) => p.name === name);
    if (!picture) return this.close();
    this.name = name;
    this.all.hidden = true;
    const back = h("button", { type: "button", onclick: () => this.close() }, say("Back to all photographs"));
    const size = picture.width ? say("{width} × {height} pixels; sharp up to {mm} mm wide.", { ...picture, mm: picture.sharp_width }) : picture.wrong;
    const pages = picture.printed.map((one) => h("li", {}, h("button", { type: "button", class: "place", onclick: () => this.studio.tell("turn", one) }, say("Page {label}: {dpi} pixels an inch", one))));
    this.sheet.replaceChildren(
      h("div", { class: "bar" }, back, h("h2", {}, name.split("/").at(-1))),
      h("p", {}, h("span", { class: `light ${picture.light}`, "aria-hidden": "true" }), LIGHTS()[picture.light], ". ", size),
      h("ul", { class: "files" }, pages),
      ...(picture.uses.length ? picture.uses.map((use) => this.use(picture, use)) : [h("img", { class: "large", src: source(name), alt: "" }), h("p", {}, say("Show it with the button “Picture” of the text, or drop it into the text where it belongs.")), h("code", {}, `![](${encodeURI(name)})`)]),
    );
    back.focus();
  }

  close() {
    this.leave();
    this.name = null;
    this.all.hidden = false;
    this.sheet.replaceChildren();
    this.list();
  }

  /** What is said of a picture at one place, and which part of it is shown. */
  use(picture, use) {
    const change = (values) => {
      this.queue = this.queue.then(() => post("/api/photographs/change", { use, values })).catch(tellFailure);
    };
    const known = { people: this.people };
    const field = (key, label, sort, group = "") => {
      const id = `${key}-${++count}`;
      const value = new Value({ key, label, sort, group, choices: [], inside: [] }, use[key], known, { id, commit: (now) => change({ [key]: Array.isArray(now) ? now.join(", ") : now }) });
      this.values.push(value);
      return h("div", { class: "field" }, h("label", { for: id }, label), value.input, group ? adding(value) : null);
    };
    const place = h("button", { type: "button", class: "place", onclick: () => this.studio.source(use) }, say("{file}, line {line}", use));
    const fields = use.sort === "record" ? [] : [field("words", say("What it shows (for who can't see it)"), "text")];
    if (use.sort === "box") fields.push(field("caption", say("Caption"), "long"), field("credit", say("Credit"), "text"), field("people", say("Who is in it"), "list", "people"));
    const focus = picture.width ? new Focus(source(picture.name), picture, use, change) : null;
    if (focus) this.values.push(focus);
    return h("section", { class: "use" }, h("h3", {}, use.words || picture.name.split("/").at(-1)), place, focus?.element, fields);
  }

  leave() {
    for (const value of this.values.splice(0)) value.read();
  }
}

let count = 0;

const source = (name) => `/thumb?file=${encodeURIComponent(name)}`;
