// Begin: a new book by a few questions.

import { get, h, post, say, tellFailure } from "../studio.js";

export async function open(host) {
  const { folder, language, languages, sorts, years } = await get("/api/begin");
  const choices = sorts.map((sort, n) =>
    h(
      "label",
      { class: "choice" },
      h("input", { type: "radio", name: "like", value: sort.like, checked: n === 0 }),
      sort.called,
    ),
  );
  const field = (words, input) => h("label", { class: "field" }, words, input);
  const tongue = h(
    "select",
    { name: "language" },
    languages.map((l) => h("option", { value: l.tag, lang: l.tag }, l.name)),
  );
  tongue.value = language;
  const title = h("input", { type: "text", name: "title", autocomplete: "off" });
  const organisation = h("input", { type: "text", name: "organisation", autocomplete: "off" });
  const first = h("input", { type: "number", name: "first", min: 1, max: 9999, value: years[0] });
  const last = h("input", { type: "number", name: "last", min: 1, max: 9999, value: years[1] });
  const button = h("button", { type: "submit", class: "main" }, say("Begin the book"));
  const form = h(
    "form",
    { class: "form" },
    h("h2", {}, say("Begin a book")),
    h("p", { class: "lead" }, say("A whole small book is written into the folder {folder}: change its words to yours.", { folder })),
    h("fieldset", {}, h("legend", {}, say("What is the book about?")), choices),
    field(say("Title of the book"), title),
    field(say("Whose book it is"), organisation),
    h("div", { class: "pair" }, field(say("The first year that it celebrates"), first), field(say("The last year that it celebrates"), last)),
    field(say("Language of the book"), tongue),
    button,
  );
  const usual = () => {
    const like = new FormData(form).get("like");
    [title.placeholder, organisation.placeholder] = sorts.find((sort) => sort.like === like).usual[tongue.value];
  };
  form.addEventListener("change", usual);
  usual();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await post("/api/begin", Object.fromEntries(new FormData(form)));
      location.reload();
    } catch (error) {
      button.disabled = false;
      tellFailure(error);
    }
  });
  host.append(form);
}
