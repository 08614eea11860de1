// Make: products of the book, each with a few questions, progress, and the files to open.

import { get, h, on, post, say, tellFailure } from "../studio.js";

export async function open(host, studio) {
  const { products, job } = await get("/api/products");
  const cards = new Map(products.map((product) => [product.name, new Card(product, studio)]));
  host.append(
    h("h2", {}, say("Make")),
    h("p", { class: "lead" }, say("The files are written into the folder “dist” of the book.")),
    ...[...cards.values()].map((card) => card.element),
  );
  if (job) cards.get(job.edition)?.hear(job);
  return on("job", (event) => {
    for (const card of cards.values()) card.button.disabled = event.status === "working";
    cards.get(event.edition)?.hear(event);
  });
}

class Card {
  constructor(product, studio) {
    this.studio = studio;
    this.name = product.name;
    this.button = h("button", { type: "submit", class: "main" }, say("Make it"));
    this.result = h("div", { class: "result", role: "status" });
    const title = h("h3", {}, product.title);
    this.form = h("form", {}, product.questions.map(asked), this.button, this.result);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.make();
    });
    const summary = h("summary", {}, title, h("p", {}, product.what));
    this.element = h("details", { class: "product", open: product.name === "screen", "data-product": product.name }, summary, this.form);
  }

  async make() {
    this.result.replaceChildren();
    try {
      await post("/api/make", { edition: this.name, answers: Object.fromEntries(new FormData(this.form)) });
    } catch (error) {
      tellFailure(error);
    }
  }

  hear(event) {
    this.element.open = true;
    if (event.status === "working") {
      const cancel = h("button", { type: "button", onclick: () => post("/api/make/cancel").catch(tellFailure) }, say("Cancel"));
      const bar = h("progress", { "aria-label": say("Progress"), max: Math.max(event.total, 1), value: event.done });
      this.result.replaceChildren(bar, " ", cancel);
      return;
    }
    this.button.disabled = false;
    if (event.status === "cancelled") {
      this.result.replaceChildren(h("p", {}, say("Cancelled. Nothing was written.")));
      return;
    }
    const files = event.files.map((file) => {
      const address = `/made/${file.file.replace(/^dist\//, "").split("/").map(encodeURIComponent).join("/")}`;
      return h("li", {}, h("a", { href: address, target: "_blank", rel: "noopener" }, file.words));
    });
    const mistakes = event.mistakes.map((m) =>
      h(
        "li",
        {},
        `${m.problem} ${m.cure} `,
        h("button", { type: "button", class: "place", onclick: () => this.studio.source(m) }, m.line ? say("{file}, line {line}", m) : m.file),
      ),
    );
    this.result.replaceChildren(
      h("p", {}, event.status === "done" ? say("Made. Open the file:") : say("It was not made:")),
      h("ul", { class: "files" }, files, mistakes),
      ...event.told.map((words) => h("p", { class: "advice" }, words)),
    );
  }
}

let ids = 0;

function asked(question) {
  const id = `question-${++ids}`;
  const help = question.help ? h("span", { class: "help", id: `${id}-help` }, question.help) : null;
  const about = { id, name: question.name, "aria-describedby": help ? `${id}-help` : null };
  if (question.is_yes) {
    return h("p", { class: "field" }, h("label", {}, h("input", { ...about, type: "checkbox", value: "yes" }), " ", question.words), help);
  }
  const input = question.choices.length
    ? h("select", about, question.choices.map((c) => h("option", { value: c.value }, c.label)))
    : h("input", { ...about, type: "text", autocomplete: "off" });
  if (question.usual) input.value = question.usual;
  return h("p", { class: "field" }, h("label", { for: id }, question.words), input, help);
}
