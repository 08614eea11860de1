// Readers: the remarks on proofs that came back, and how far each section is.

import { ask, get, h, notice, on, post, say, tellFailure, upload } from "../studio.js";

export async function open(host, studio) {
  const panel = new Readers(host, studio);
  const ends = [on("remarks", () => panel.fetch()), on("made", () => panel.fetch())];
  await panel.fetch();
  return () => ends.forEach((end) => end());
}

class Readers {
  constructor(host, studio) {
    this.studio = studio;
    this.input = h("input", { type: "file", multiple: true, id: "proofs-back", class: "unseen", accept: ".pdf,.docx" });
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    const drop = h("div", { class: "drop" }, h("p", {}, say("Drop proofs that came back here: PDFs with notes, Word files with remarks; or")), this.input, h("label", { for: "proofs-back", class: "button" }, say("Choose files")));
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
    });
    this.all = h("input", { type: "checkbox" });
    this.all.addEventListener("change", () => this.draw());
    this.told = h("p", { class: "lead", role: "status" });
    this.list = h("ol", { class: "problems" });
    this.rows = h("tbody", {});
    this.slips = h("ul", { class: "slips" });
    const slips = h("details", {}, h("summary", {}, h("h3", {}, say("Slips that came back"))), h("p", { class: "lead" }, say("“Make” writes the slips; tick here whose came back signed.")), this.slips);
    slips.addEventListener("toggle", () => slips.open && get("/api/readers/slips").then((all) => this.showSlips(all), tellFailure));
    const heads = [say("Section"), say("State"), say("Answers for it"), say("Signed off")];
    host.append(
      h("h2", {}, say("Readers")),
      drop,
      h("div", { class: "problems-bar" }, this.told, h("label", {}, this.all, " ", say("Show those that are settled, too"))),
      this.list,
      h("h3", {}, say("Sections")),
      h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": say("Sections") }, h("table", { class: "ladder" }, h("thead", {}, h("tr", {}, heads.map((words) => h("th", { scope: "col" }, words)))), this.rows)),
      slips,
    );
  }

  async fetch() {
    try {
      this.show(await get("/api/readers"));
    } catch (error) {
      this.told.textContent = error.message;
    }
  }

  show(view) {
    const what = JSON.stringify(view);
    if (what === this.what) return;
    this.what = what;
    this.view = view;
    this.draw();
  }

  draw() {
    const { remarks, sections } = this.view;
    const open = remarks.filter((one) => one.state === "open");
    this.told.textContent = !remarks.length
      ? say("No remarks yet. Make a proof, give it to readers, and bring it back here.")
      : say("{open} open, {done} settled.", { open: open.length, done: remarks.length - open.length });
    const focused = document.activeElement?.closest?.("[data-key]")?.dataset.key;
    this.list.replaceChildren(...(this.all.checked ? remarks : open).map((one) => this.remark(one)));
    this.rows.replaceChildren(...sections.map((one) => this.section(one)));
    if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"] button, [data-key="${CSS.escape(focused)}"] select`)?.focus();
  }

  remark(one) {
    const { number, file, line } = one;
    const who = [one.who, one.page && say("page {page}", { page: one.page })].filter(Boolean).join(", ");
    const place = one.line ? say("{file}, line {line}", { file: one.title, line }) : one.title;
    const settled = { done: say("done"), declined: say("declined: {reason}", { reason: one.reason }) }[one.state];
    const button = (words, does, kind = "") => h("button", { type: "button", class: kind, onclick: does }, words);
    return h(
      "li",
      { class: "problem", "data-key": `remark ${number}` },
      h("p", { class: "what" }, settled ? h("span", { class: "severity" }, settled) : null, one.words ? `“${one.words}” — ` : "", h("b", {}, one.asked), who ? ` (${who})` : ""),
      one.answers.map((words) => h("p", { class: "cure" }, words)),
      one.how ? h("p", { class: "cure" }, say("it reads now: “{words}”", { words: one.how })) : null,
      file ? h("button", { type: "button", class: "place", onclick: () => this.studio.source({ file, line }) }, place) : null,
      h(
        "div",
        { class: "does" },
        one.state === "open"
          ? [button(say("Tick it off"), () => this.settle(number, "done"), "main"), button(say("Decline it"), () => this.decline(one))]
          : button(say("Open it again"), () => this.settle(number, "open")),
      ),
    );
  }

  section(one) {
    const label = (words) => `${words}: ${one.title}`;
    const state = h("select", { "aria-label": label(say("State")) }, [["draft", say("begun")], ["edited", say("edited")], ...(one.state === "signed" ? [["signed", say("signed off")]] : [])].map(([value, words]) => h("option", { value }, words)));
    state.value = one.state;
    state.addEventListener("change", () => state.value !== "signed" && this.mark(one.id, { state: state.value }));
    const owner = h("input", { type: "text", "aria-label": label(say("Answers for it")), value: one.owner, autocomplete: "off" });
    owner.addEventListener("change", () => owner.value.trim() && this.mark(one.id, { owner: owner.value }));
    const signed = one.by ? `${one.by}, ${one.day}` : "";
    return h(
      "tr",
      { "data-key": `section ${one.id}` },
      h("th", { scope: "row" }, one.title),
      h("td", {}, state),
      h("td", {}, owner),
      h("td", {}, signed, one.is_changed ? h("p", { class: "wrong" }, say("changed since")) : null, h("button", { type: "button", "aria-label": label(say("Sign it off")), onclick: () => this.sign(one) }, say("Sign it off"))),
    );
  }

  showSlips(all) {
    const told = (one) => (!one.day ? say("not signed yet") : one.is_changed ? say("signed on {day}; changed since", one) : say("signed on {day}", one));
    const row = (one) => {
      const does = () => post("/api/readers/slip", { id: one.id }).then((now) => this.showSlips(now), tellFailure);
      const button = one.day && !one.is_changed ? null : h("button", { type: "button", "aria-label": `${say("It came back signed")}: ${one.name}`, onclick: does }, say("It came back signed"));
      return h("li", { class: one.is_changed ? "wrong" : "" }, h("span", {}, `${one.name}: ${told(one)} `), button);
    };
    this.slips.replaceChildren(...(all.length ? all.map(row) : [h("li", {}, say("There is nobody to sign: the lists have no living people and no units."))]));
  }

  async take(files) {
    for (const file of files) {
      try {
        const view = await upload("/api/readers/file", {}, file);
        this.show(view);
        notice(say("{file}: {count} new", { file: file.name, count: view.came }));
      } catch (error) {
        tellFailure(error);
      }
    }
    this.input.value = "";
  }

  async settle(number, state, reason = "") {
    await post("/api/readers/remark", { number, state, reason }).then((view) => this.show(view), tellFailure);
  }

  async decline(one) {
    const reason = h("input", { type: "text", required: true, autocomplete: "off" });
    const choice = await ask(say("Decline it"), [h("p", {}, one.asked), h("label", { class: "field" }, say("Why? The reader will ask."), reason)], [["go", say("Decline it")], ["", say("Cancel")]]);
    if (choice === "go") await this.settle(one.number, "declined", reason.value);
  }

  async sign(one) {
    const by = h("input", { type: "text", required: true, autocomplete: "name" });
    const choice = await ask(say("Sign it off"), [h("p", {}, one.title), h("label", { class: "field" }, say("Who signs? If its text changes later, “Problems” tells."), by)], [["go", say("Sign it off")], ["", say("Cancel")]]);
    if (choice === "go") await this.mark(one.id, { by: by.value });
  }

  async mark(section, what) {
    await post("/api/readers/section", { section, owner: "", state: null, by: "", ...what }).then((view) => this.show(view), tellFailure);
  }
}
