// Bring in: files of the office, looked at before they are taken, and what to go through after.

import { h, post, say, tellFailure, upload } from "../studio.js";

const DONE = "brought";

export async function open(host, studio) {
  const panel = new Bringing(host, studio);
  panel.showLast();
  await post("/api/bring/forget").catch(tellFailure);
}

class Bringing {
  constructor(host, studio) {
    this.studio = studio;
    this.names = [];
    this.input = h("input", {
      type: "file", multiple: true, id: "bring-files", class: "unseen",
      accept: ".docx,.doc,.odt,.rtf,.xlsx,.xls,.ods,.csv,.jpg,.jpeg,.png,.tif,.tiff,.heic,.webp",
    });
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    const drop = h(
      "div",
      { class: "drop" },
      h("p", {}, say("Drop Word files, spreadsheets and pictures here, or")),
      this.input,
      h("label", { for: "bring-files", class: "button" }, say("Choose files")),
    );
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
    });
    this.changes = h(
      "select",
      {},
      h("option", { value: "accept" }, say("Accept them")),
      h("option", { value: "remark" }, say("Keep each as a remark beside its place")),
    );
    this.changes.addEventListener("change", () => this.names.length && this.look());
    this.list = h("ul", { class: "files" });
    this.result = h("div", { class: "report" });
    host.append(
      h("h2", {}, say("Bring in")),
      h("p", { class: "lead" }, say("Word files become chapters, spreadsheets become lists, pictures a chapter of figures. Nothing that is there is written over.")),
      drop,
      h("label", { class: "field" }, say("Tracked changes in Word files"), this.changes),
      this.list,
      this.result,
    );
  }

  async take(files) {
    for (const file of files) {
      try {
        const { name } = await upload("/api/bring/file", {}, file);
        if (!this.names.includes(name)) this.names.push(name);
      } catch (error) {
        tellFailure(error);
      }
    }
    this.input.value = "";
    this.list.replaceChildren(...this.names.map((name) => h("li", {}, name)));
    if (this.names.length) await this.look();
  }

  async look() {
    try {
      const seen = await post("/api/bring/look", { changes: this.changes.value });
      const accept = h("button", { type: "button", class: "main", onclick: () => this.accept() }, say("Bring them into the book"));
      this.result.replaceChildren(
        h("h3", {}, say("This is what they become")),
        h("ul", { class: "files" }, seen.files.map((file) => h("li", {}, file))),
        accept,
        notes(seen.notes, null),
      );
    } catch (error) {
      tellFailure(error);
    }
  }

  async accept() {
    try {
      const made = await post("/api/bring/accept", { changes: this.changes.value });
      localStorage.setItem(DONE, JSON.stringify({ ...made, ticked: [] }));
      this.names = [];
      this.list.replaceChildren();
      this.showLast();
    } catch (error) {
      tellFailure(error);
    }
  }

  /** The report of what was brought in last, to be gone through item by item. */
  showLast() {
    const last = JSON.parse(localStorage.getItem(DONE) ?? "null");
    if (!last) return;
    const tick = (index, isDone) => {
      last.ticked = isDone ? [...last.ticked, index] : last.ticked.filter((n) => n !== index);
      localStorage.setItem(DONE, JSON.stringify(last));
    };
    this.result.replaceChildren(
      h("h3", {}, say("Brought in")),
      notes(last.notes, { ticked: last.ticked, tick, show: (place) => this.studio.source(place) }),
    );
  }
}

/** The notes of a report in their parts; with `going` they can be ticked off and shown. */
function notes(all, going) {
  const parts = [
    ["doubt", say("Please look at these")],
    ["left", say("Left out")],
    ["changed", say("Changed")],
    ["made", say("Became")],
  ];
  return h(
    "div",
    {},
    parts.flatMap(([kind, title]) => {
      const found = all.map((note, index) => [note, index]).filter(([note]) => note.kind === kind);
      if (!found.length) return [];
      return [h("h4", {}, `${title} (${found.length})`), h("ul", { class: "notes" }, found.map(([note, index]) => item(note, index, going)))];
    }),
  );
}

function item(note, index, going) {
  if (!going) return h("li", {}, note.words);
  const box = h("input", { type: "checkbox", checked: going.ticked.includes(index), onchange: (e) => going.tick(index, e.target.checked) });
  const show = note.file
    ? h("button", { type: "button", class: "place", onclick: () => going.show(note) }, say("Show it"))
    : null;
  return h("li", {}, h("label", {}, box, " ", note.words), " ", show);
}
