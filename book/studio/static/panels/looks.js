// Look: the themes that the book can have, as pages; one press, and the book has another.

import { get, h, on, post, say, tellFailure } from "../studio.js";

const WIDTH = 260; // px of a page's picture

export async function open(host) {
  const list = h("div", { class: "looks" });
  host.append(h("h2", {}, say("Look")), h("p", { class: "lead" }, say("The pages are of a small book in each look. Choose one, and your book has it; the history brings the old one back.")), list);
  const show = async () => list.replaceChildren(...cards(await get("/api/looks")));
  await show().catch(tellFailure);
  return on("saved", (event) => event.file === "book.yaml" && show().catch(tellFailure));
}

function cards(view) {
  return view.themes.map((theme) => {
    const isChosen = theme.name === view.theme;
    const pages = Array.from({ length: theme.pictures }, (_, n) => h("img", { src: `/looks/${encodeURIComponent(theme.name)}/${n}.webp?width=${WIDTH}`, alt: "", loading: "lazy", width: 130 }));
    const palettes = h("select", {}, h("option", { value: "" }, say("The theme's own")), theme.palettes.map((name) => h("option", { value: name }, name)));
    if (isChosen) palettes.value = view.palette;
    palettes.addEventListener("change", () => isChosen && choose(theme.name, palettes.value));
    const colours = !theme.palettes.length ? null : isChosen && view.has_own_colours ? h("p", { class: "help" }, say("The book has colours of its own in its settings.")) : h("label", { class: "field" }, say("Colours"), palettes);
    const button = isChosen ? h("p", { class: "chosen" }, say("Your book has this look.")) : h("button", { type: "button", class: "main", "aria-label": `${say("Take this look")}: ${theme.title}`, onclick: () => choose(theme.name, palettes.value) }, say("Take this look"));
    return h("section", { class: isChosen ? "look chosen" : "look", "data-theme": theme.name }, h("h3", {}, theme.title), h("p", {}, theme.about), h("div", { class: "pages" }, pages), colours, button);
  });
}

async function choose(theme, palette) {
  await post("/api/looks", { theme, palette }).catch(tellFailure);
}
