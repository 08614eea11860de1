// Two versions of one text: both are shown, one is chosen, the other is kept beside the book.

import { ask, h, notice, post, say } from "../studio.js";

/** Lines of two texts side by side, those marked that the other has not. */
function beside(mine, theirs) {
  const column = (title, text, other) => {
    const known = new Set(other.split("\n"));
    const lines = text.split("\n").map((line) => h("div", { class: known.has(line) ? "" : "own" }, line || " "));
    return h(
      "section",
      {},
      h("h3", {}, title),
      h("div", { class: "lines", tabindex: "0", role: "group", "aria-label": title }, lines),
    );
  };
  return h(
    "div",
    { class: "both" },
    column(say("What you have written"), mine, theirs),
    column(say("What the file holds now"), theirs, mine),
  );
}

/** Let the writer choose; gives the text to go on with. */
export async function choose(file, mine, theirs) {
  const words = say(
    "{file} was changed by somebody else, or in another window, while you wrote. Choose what the book shall have; the other text is kept.",
    { file },
  );
  const both = beside(mine, theirs);
  requestAnimationFrame(() => {
    for (const lines of both.querySelectorAll(".lines")) {
      const own = lines.querySelector(".own");
      if (own) lines.scrollTop = own.offsetTop - lines.offsetTop - 60;
    }
  });
  const choice = await ask(say("Two versions of one text"), [h("p", {}, words), both], [
    ["mine", say("Keep mine")],
    ["theirs", say("Take the other")],
  ]);
  const [chosen, other] = choice === "theirs" ? [theirs, mine] : [mine, theirs];
  const { kept } = await post("/api/aside", { file, text: other }).catch(() => ({ kept: "" }));
  if (kept) notice(say("The other text is kept in {file}.", { file: kept }));
  return chosen;
}
