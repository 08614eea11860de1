// Text: a chapter, a list of records or the settings, written and saved.

import { ask, get, h, icon, notice, post, say, tellFailure, upload } from "../studio.js";
import { choose } from "../writing/conflict.js";
import { Draft } from "../writing/draft.js";
import { Find } from "../writing/find.js";
import { Editor, addNote, begin, enclose, insert, redo, undo } from "../writing/editor.js";

const LAST = "last-text";

export async function open(host, studio, spot) {
  const panel = new Writing(host, studio);
  await panel.fill();
  await panel.show(spot?.file ? spot : panel.last());
  return { leave: () => panel.asked.then(() => panel.close()), at: (place) => panel.show(place) };
}

const TOLD = {
  saved: () => [say("Saved"), ""],
  unsaved: () => [say("Not saved yet"), "busy"],
  saving: () => [say("Saving …"), "busy"],
  lost: () => [say("Not saved: the studio can't be reached. The text is kept in this browser."), "bad"],
};

class Writing {
  constructor(host, studio) {
    this.studio = studio;
    this.files = h("select", { "aria-label": say("Which text") });
    this.files.addEventListener("change", () => this.show({ file: this.files.value }));
    this.told = h("p", { class: "saved", role: "status" });
    this.sheet = h("div", { class: "sheet-of-text" });
    this.picture = h("input", { type: "file", accept: "image/*", multiple: true, hidden: true });
    this.picture.addEventListener("change", () => this.addPictures([...this.picture.files]));
    const add = h("button", { type: "button", onclick: () => this.addChapter() }, say("New chapter"));
    this.find = new Find(() => this.editor);
    this.tools = this.toolbar();
    host.append(h("div", { class: "bar" }, this.files, add, this.told), this.tools, this.find.element, this.sheet, this.picture);
    this.editor = null;
    this.draft = null;
    this.turning = 0;
    this.asked = Promise.resolve();
  }

  toolbar() {
    const tool = (words, sign, does, keys = "") =>
      h(
        "button",
        { type: "button", class: "tool", "aria-label": words, title: keys ? `${words} (${keys})` : words, onclick: () => this.editor && does(this.editor.view) },
        sign,
      );
    return h(
      "div",
      { class: "tools", role: "toolbar", "aria-label": say("Writing") },
      tool(say("Heading"), h("b", {}, "H"), (v) => begin(v, "## "), "Ctrl+Alt+1"),
      tool(say("Smaller heading"), h("small", {}, "H"), (v) => begin(v, "### "), "Ctrl+Alt+2"),
      tool(say("Bold"), h("b", {}, "B"), (v) => enclose(v, "**"), "Ctrl+B"),
      tool(say("Italic"), h("i", {}, "I"), (v) => enclose(v, "*"), "Ctrl+I"),
      tool(say("List"), icon("icons/list"), (v) => begin(v, "- ", /^(#{1,6}|[-*+]|\d+[.)])\s+/)),
      tool(say("Quotation"), icon("icons/quote"), (v) => begin(v, "> ")),
      tool(say("Footnote"), h("sup", {}, "1"), addNote, "Ctrl+Alt+F"),
      tool(say("Refer to a person, a chapter, a figure"), "[[ ]]", (v) => insert(v, "[[")),
      tool(say("Picture"), icon("icons/picture"), () => this.picture.click()),
      h("span", { class: "gap" }),
      tool(say("Find in this text"), icon("icons/find"), () => this.find.open(), "Ctrl+F"),
      tool(say("Undo"), icon("icons/undo"), (v) => undo(v), "Ctrl+Z"),
      tool(say("Redo"), icon("icons/redo"), (v) => redo(v), "Ctrl+Y"),
    );
  }

  async fill() {
    const texts = await get("/api/texts");
    const groups = {
      chapter: say("Chapters"),
      records: say("Lists and tables"),
      settings: say("Settings"),
      other: say("Other files"),
    };
    this.files.replaceChildren(
      ...Object.entries(groups).map(([sort, label]) => {
        const options = texts.filter((t) => t.sort === sort).map((t) => h("option", { value: t.file }, t.title));
        return options.length ? h("optgroup", { label }, options) : "";
      }),
    );
    this.texts = texts;
  }

  last() {
    const known = this.texts.map((text) => text.file);
    const last = localStorage.getItem(LAST);
    const first = this.texts.find((text) => text.sort === "chapter") ?? this.texts[0];
    return { file: known.includes(last) ? last : first?.file };
  }

  /** Show a text, after what was asked for before it: of two drafts of one text each would take the
   * other's saves for somebody else's. */
  show(spot) {
    const shown = this.asked.then(() => this.turnTo(spot));
    this.asked = shown.catch(() => {});
    return shown;
  }

  async turnTo({ file, line }) {
    if (!file) return;
    if (this.draft?.file !== file) {
      if (!this.texts.some((text) => text.file === file)) await this.fill();
      if (![...this.files.options].some((option) => option.value === file)) {
        notice(say("{file} is edited with the program that made it.", { file }));
        return;
      }
      try {
        await this.change(file);
      } catch (error) {
        tellFailure(error);
        return;
      }
    }
    if (line) this.editor.goTo(line);
  }

  async change(file) {
    await this.close();
    this.files.value = file;
    localStorage.setItem(LAST, file);
    const draft = new Draft(file, {
      text: () => (this.editor ? this.editor.text : draft.saved),
      told: (sort, words) => this.tell(sort, words),
      conflict: (mine, there) => choose(file, mine, there),
      outside: (text) => this.editor?.replace(text),
    });
    const text = await draft.begin();
    this.draft = draft;
    this.sheet.replaceChildren();
    this.editor = new Editor(this.sheet, text, file, {
      changed: () => draft.changed(),
      caret: (line) => this.turn(line),
      dropped: (files) => this.addPictures(files),
      save: () => draft.save(),
      find: () => this.find.open(),
    });
    this.tools.hidden = !this.editor.isMarkdown;
    this.tell("saved");
    draft.changed();
  }

  /** The pages turn to the caret, a moment after it has come to rest. */
  turn(line) {
    clearTimeout(this.turning);
    this.turning = setTimeout(() => this.draft && this.studio.stands(this.draft.file, line), 250);
  }

  tell(sort, words) {
    if (sort === "outside") {
      notice(words);
      return;
    }
    const [told, kind] = TOLD[sort]?.() ?? [words, "bad"];
    this.told.textContent = told;
    this.told.className = `saved ${kind}`;
  }

  async addPictures(files) {
    for (const file of files) {
      try {
        const made = await upload("/api/picture", {}, file);
        const words = file.name.replace(/\.[^.]+$/, "").replaceAll(/[\[\]]/g, "");
        const address = encodeURI(made.file);
        insert(this.editor.view, `\n::: figure\n![${words}](${address})\n\n${words}\n:::\n`);
      } catch (error) {
        tellFailure(error);
      }
    }
    this.picture.value = "";
  }

  async addChapter() {
    const title = h("input", { type: "text", required: true, autocomplete: "off" });
    const choice = await ask(
      say("A new chapter"),
      [h("label", { class: "field" }, say("Its title"), title)],
      [
        ["add", say("Begin it")],
        ["", say("Cancel")],
      ],
    );
    if (choice !== "add" || !title.value.trim()) return;
    try {
      const { file } = await post("/api/chapter", { title: title.value });
      await this.fill();
      await this.show({ file, line: 5 });
    } catch (error) {
      tellFailure(error);
    }
  }

  async close() {
    clearTimeout(this.turning);
    if (this.draft) await this.draft.close();
    this.editor?.remove();
    this.editor = this.draft = null;
  }
}
