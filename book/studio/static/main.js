// The frame: screens, the divider, what is said of the book, the connection.

import * as studio from "./studio.js";
import { Viewer } from "./viewer.js";

const { data, h, say } = studio;
const host = document.getElementById("panel");
let leave = null;
/** What is being opened: it is left when it has been. */
let pending = Promise.resolve(null);
let shown = "";
let opening = 0;

async function open(name, spot = null) {
  const turn = ++opening;
  if (name === shown && spot && leave?.at) {
    leave.at(spot);
    return;
  }
  const module = await import(`./panels/${name}.js`);
  if (turn !== opening) return;
  const before = await pending.catch(() => null);
  if (turn !== opening) return;
  pending = Promise.resolve(null);
  if (before) await (before.leave ?? before)();
  if (turn !== opening) return;
  leave = null;
  shown = name;
  const about = data.panels.find((panel) => panel.name === name);
  if (about.has_style) style(`/static/panels/${name}.css`);
  for (const button of document.querySelectorAll("#panels button")) {
    button.toggleAttribute("aria-current", button.dataset.panel === name);
    if (button.dataset.panel === name) button.setAttribute("aria-current", "page");
  }
  host.replaceChildren();
  host.className = `panel-${name}`;
  host.setAttribute("aria-label", about.title);
  pending = Promise.resolve(module.open(host, face, spot));
  leave = (await pending) ?? null;
}

function style(address) {
  if (document.querySelector(`link[href="${address}"]`)) return;
  document.head.append(h("link", { rel: "stylesheet", href: address }));
}

/** The panel that knows a file, by what registered for it; the text for all others. */
const knowing = [];

const face = {
  ...studio,
  open,
  stands: (file, line) => viewer.showStands(file, line),
  source(place) {
    const known = data.panels.map((panel) => panel.name);
    const found = knowing.find(([name, knows]) => known.includes(name) && knows(place));
    open(found ? found[0] : "text", place);
  },
  /** Let a panel be opened for the sources that it knows. */
  knows: (name, knows) => knowing.push([name, knows]),
};

const viewer = new Viewer(document.getElementById("viewer"), face);

for (const panel of data.panels) {
  const count = h("span", { class: "count", hidden: true });
  const button = h(
    "button",
    { type: "button", "data-panel": panel.name, onclick: () => open(panel.name) },
    studio.icon(`panels/${panel.name}`),
    h("span", { class: "words" }, panel.title),
    count,
  );
  document.getElementById("panels").append(button);
}

/** Let panels say which sources they want to open themselves. */
for (const { name } of data.panels) {
  import(`./panels/${name}.js`).then((module) => module.knows && face.knows(name, module.knows));
}

function divide() {
  const divider = document.getElementById("divider");
  const desk = document.querySelector(".desk");
  const set = (share) => {
    const fit = Math.round(Math.min(75, Math.max(25, share)));
    desk.style.setProperty("--share", `${fit}%`);
    divider.setAttribute("aria-valuenow", fit);
    localStorage.setItem("share", fit);
    viewer.measure();
  };
  if (localStorage.getItem("share")) set(Number(localStorage.getItem("share")));
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    const move = (e) => {
      const box = desk.getBoundingClientRect();
      set(((e.clientX - box.left) / box.width) * 100);
    };
    divider.addEventListener("pointermove", move);
    divider.addEventListener("pointerup", () => divider.removeEventListener("pointermove", move), {
      once: true,
    });
  });
  divider.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -3, ArrowRight: 3 }[event.key];
    if (!step) return;
    event.preventDefault();
    set(Number(divider.getAttribute("aria-valuenow")) + step);
  });
}

function tellState(event) {
  const count = document.querySelector('[data-panel="problems"] .count');
  if (count) {
    const problems = Math.max(event.problems ?? 0, event.stopped ?? 0);
    count.hidden = !problems;
    count.textContent = problems;
    count.classList.toggle("bad", Boolean(event.stopped));
  }
  if (event.stopped) studio.status(say("The pages are as they were: something must be mended first."), "bad");
  else if (event.version) studio.status(say("The pages are up to date."));
}

function hear() {
  for (const kind of ["state", "made", "read"]) studio.on(kind, tellState);
  studio.on("making", () => studio.status(say("Making the pages …"), "busy"));
  studio.on("progress", (event) =>
    studio.status(say("Making the pages: {done} of {total} …", event), "busy"),
  );
  studio.on("presence", (event) => {
    const others = document.getElementById("others");
    others.hidden = event.open < 2;
    others.textContent =
      event.open < 2 ? "" : say("The book is open in {count} windows.", { count: event.open });
  });
  const lost = document.getElementById("lost");
  studio.on("lost", () => {
    lost.textContent = say(
      "The connection is lost. What you write is kept in this browser, and saved when the studio is back.",
    );
    lost.hidden = false;
  });
  studio.on("found", () => {
    lost.hidden = true;
    lost.textContent = "";
  });
  // A book was begun, or taken away: other screens belong to it.
  studio.on("state", (event) => {
    if (event.is_begun !== data.state.is_begun) location.reload();
  });
}

document.getElementById("language").addEventListener("change", async (event) => {
  if (leave) await (leave.leave ?? leave)();
  leave = null;
  await studio.post("/api/language", { tag: event.target.value });
  location.reload();
});

document.querySelector(".desk").classList.toggle("beginning", !data.state.is_begun);
divide();
hear();
studio.listen();
await viewer.begin();
await open(data.panels[0].name);
