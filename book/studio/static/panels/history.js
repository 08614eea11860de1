// History: what was saved and when, what is otherwise now, as text and as pages, and the way back.

import { ask, get, h, notice, on, post, say, tellFailure } from "../studio.js";

const tongue = document.documentElement.lang;
const DAY = new Intl.DateTimeFormat(tongue, { dateStyle: "full" });
const TIME = new Intl.DateTimeFormat(tongue, { timeStyle: "short" });

export async function open(host) {
  const panel = new Past(host);
  await panel.fetch();
  return on("made", () => panel.fetch().catch(tellFailure));
}

class Past {
  constructor(host) {
    this.list = h("div", { class: "states" });
    this.sheet = h("div", { hidden: true });
    this.unkept = h("p", { class: "bad", role: "alert", hidden: true });
    this.all = h(
      "div",
      {},
      h("h2", {}, say("History")),
      h("p", { class: "lead" }, say("Each save is kept, in this folder, whoever made it. Choose one to see what is otherwise now, and to bring it back.")),
      h("button", { type: "button", class: "main", onclick: () => this.name("") }, say("Give the book as it is now a name")),
      this.unkept,
      this.list,
    );
    host.append(this.all, this.sheet);
  }

  async fetch() {
    const { states, unkept } = await get("/api/history");
    this.unkept.hidden = !unkept;
    this.unkept.textContent = unkept && say("The last save could not be kept in the history: {reason}", { reason: unkept });
    const what = JSON.stringify(states);
    if (what === this.what) return;
    this.what = what;
    const days = new Map();
    for (const state of states) {
      const day = DAY.format(state.when * 1000);
      days.set(day, [...(days.get(day) ?? []), state]);
    }
    const focused = document.activeElement?.dataset?.state;
    this.list.replaceChildren(...[...days].flatMap(([day, found]) => [h("h3", {}, day), h("ul", {}, found.map((state) => this.row(state)))]));
    if (focused) this.list.querySelector(`[data-state="${CSS.escape(focused)}"]`)?.focus();
  }

  row(state) {
    const more = state.files.length > state.titles.length ? " …" : "";
    const files = state.is_first ? say("The book as it was found") : state.titles.join(", ") + more;
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", "data-state": state.id, onclick: () => this.open(state) },
        h("span", { class: "time" }, TIME.format(state.when * 1000)),
        h("span", {}, state.name ? h("b", {}, state.name, " ") : null, files),
      ),
    );
  }

  async name(id) {
    const words = h("input", { type: "text", autocomplete: "off", required: true });
    const choice = await ask(say("A name for this state of the book"), [h("label", { class: "field" }, say("For example: before the second reading"), words)], [["keep", say("Keep it")], ["", say("Cancel")]]);
    if (choice !== "keep" || !words.value.trim()) return;
    try {
      await post("/api/history/name", { id, name: words.value });
      await this.fetch();
    } catch (error) {
      tellFailure(error);
    }
  }

  async open(state) {
    const when = `${DAY.format(state.when * 1000)}, ${TIME.format(state.when * 1000)}`;
    try {
      const changes = await get("/api/history/changes", { id: state.id });
      const back = h("button", { type: "button", onclick: () => this.close() }, say("Back to the history"));
      const whole = h("button", { type: "button", class: "main", disabled: !changes.length, onclick: () => this.bring(state, "", when) }, say("Bring back the whole book"));
      const named = h("button", { type: "button", onclick: () => this.name(state.id) }, say("Give it a name"));
      this.pages = h("div", { class: "then-and-now", role: "status" });
      const see = h("button", { type: "button", disabled: !changes.length, onclick: () => this.compare(state, see) }, say("Compare the pages"));
      this.all.hidden = true;
      this.sheet.hidden = false;
      this.sheet.replaceChildren(
        h("div", { class: "bar" }, back),
        h("h2", {}, state.name || when),
        h("p", { class: "lead" }, changes.length ? say("What is otherwise now than it was then:") : say("Nothing is otherwise now.")),
        h("div", { class: "bar" }, whole, see, named),
        this.pages,
        ...changes.map((change) => this.change(state, change, when)),
      );
      back.focus();
    } catch (error) {
      tellFailure(error);
    }
  }

  close() {
    this.all.hidden = false;
    this.sheet.hidden = true;
    this.sheet.replaceChildren();
  }

  change(state, change, when) {
    const sorts = { changed: say("changed"), new: say("has come since"), gone: say("has gone since") };
    const bring = change.sort === "new" ? null : h("button", { type: "button", onclick: () => this.bring(state, change.file, when) }, say("Bring back this file"));
    const cell = (words, isOwn) => h("div", { class: isOwn ? "own" : "" }, words ?? " ");
    const rows = change.rows.flatMap((row) => (row.sort === "gap" ? [h("div", { class: "gap" }, "…")] : [cell(row.was, row.sort !== "same" && row.was !== null), cell(row.is, row.sort !== "same" && row.is !== null)]));
    return h(
      "section",
      { class: "was-and-is" },
      h("div", { class: "bar" }, h("h3", {}, `${change.file} (${sorts[change.sort]})`), bring),
      rows.length ? h("div", { class: "beside", tabindex: "0", role: "group", "aria-label": say("{file}: what it was, and what it is", change) }, h("h4", {}, say("Then")), h("h4", {}, say("Now")), rows) : null,
    );
  }

  async compare(state, button) {
    button.disabled = true;
    this.pages.replaceChildren(h("p", {}, say("Making the book as it was …")));
    try {
      const pairs = await post("/api/history/pages", { id: state.id });
      const width = Math.round(280 * devicePixelRatio);
      const picture = (address, label, words) => h("figure", {}, address ? h("img", { src: address, alt: `${words} ${label}` }) : h("p", {}, say("There is no such page.")), h("figcaption", {}, `${words} ${label}`));
      this.pages.replaceChildren(
        ...pairs.map((pair) =>
          h(
            "div",
            { class: "pair" },
            picture(pair.was === null ? "" : `/api/history/page/${state.id}/${pair.was}.webp?width=${width}`, pair.was_label, say("Then: page")),
            picture(pair.is === null ? "" : `/page/now/${pair.is}.webp?width=${width}`, pair.is_label, say("Now: page")),
          ),
        ),
        ...(pairs.length ? [] : [h("p", {}, say("No page shows what has changed."))]),
      );
    } catch (error) {
      this.pages.replaceChildren();
      tellFailure(error);
    }
    button.disabled = false;
  }

  async bring(state, file, when) {
    const words = file ? say("{file} becomes what it was on {when}.", { file, when }) : say("All texts and pictures become what they were on {when}; what came later is taken away.", { when });
    const choice = await ask(say("Bring it back?"), [h("p", {}, words), h("p", {}, say("What is there now is kept in the history, too."))], [["go", say("Bring it back")], ["", say("Cancel")]]);
    if (choice !== "go") return;
    try {
      const { files } = await post("/api/history/back", { id: state.id, file });
      notice(say("Brought back: {files}", { files: files.slice(0, 6).join(", ") || "–" }));
      this.close();
      await this.fetch();
    } catch (error) {
      tellFailure(error);
    }
  }
}
