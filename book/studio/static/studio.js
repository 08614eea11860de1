// What every module of the studio uses: words, requests, elements, events, notices.
//
// studio.say("…", {name: value})       words of the catalogs
// studio.get(path, values)              what a route answers; a Refused is thrown for what it refuses
// studio.post(path, body)               the same, with a body
// studio.upload(path, values, file)     a file as it is
// studio.on(kind, function)             hear of events; gives back what ends that
// studio.open(panel, spot)              show a panel at {file, line}
// studio.source({file, line, cell})     show what stands there in the panel that knows such files
// studio.stands(file, line)             let the pages show where a line is printed
// studio.status(words, sort)            what is said beside the book's name: "", "busy" or "bad"
// studio.notice(words, sort)            what is said once, and goes by itself
// studio.icon(name)                    a sign, `icons/NAME` or `panels/NAME`
// studio.ask(title, nodes, choices)     a dialog; gives the value of the choice

export const data = JSON.parse(document.getElementById("data").textContent);

export function say(message, values = {}) {
  const words = data.words[message] ?? message;
  return words.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

export class Refused extends Error {
  constructor(status, told) {
    const words = told.error ?? (told.mistakes ?? []).map((m) => `${m.problem} ${m.cure}`).join("\n");
    super(words || say("The studio refused that."));
    this.status = status;
    this.told = told;
  }
}

/** A request that never reached the studio. */
export class Lost extends Error {}

async function request(path, how) {
  let response;
  try {
    response = await fetch(path, { ...how, credentials: "same-origin" });
  } catch {
    throw new Lost(say("The studio can't be reached."));
  }
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, told);
  return told;
}

const address = (path, values) => {
  const query = new URLSearchParams(values).toString();
  return query ? `${path}?${query}` : path;
};

export const get = (path, values) => request(address(path, values), {});
export const post = (path, body = {}) =>
  request(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
export const upload = (path, values, file) =>
  request(address(path, { ...values, name: file.name }), {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });

/** An element; attributes that begin with "on" are listeners, and what is null is left out. */
export function h(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat().filter((node) => node !== null && node !== undefined));
  return made;
}

/** A sign of the studio's own, in the colour of the words around it; `name` as in `icons/back`. */
export function icon(name) {
  const made = h("span", { class: "icon", "aria-hidden": "true" });
  made.style.maskImage = `url("/static/${name}.svg")`;
  return made;
}

const heard = new Map();

export function on(kind, listener) {
  if (!heard.has(kind)) heard.set(kind, new Set());
  heard.get(kind).add(listener);
  return () => heard.get(kind).delete(listener);
}

export function tell(kind, event = {}) {
  for (const listener of [...(heard.get(kind) ?? [])]) listener(event);
}

const client = crypto.randomUUID();

/** Hear of what happens on the server; begins again by itself when the connection is lost. */
export function listen() {
  const source = new EventSource(address("/events", { client }));
  let isLost = false;
  source.onmessage = (message) => {
    if (isLost) tell("found");
    isLost = false;
    const event = JSON.parse(message.data);
    tell(event.kind, event);
  };
  source.onerror = () => {
    if (!isLost) tell("lost");
    isLost = true;
    // A browser gives up on a server that refused it once; a server that came back answers again.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 1500);
  };
}

export function status(words, sort = "") {
  const shown = document.getElementById("status");
  shown.textContent = words;
  shown.className = sort;
}

export function notice(words, sort = "") {
  const shown = h("p", { class: `notice ${sort}` }, words);
  const close = h("button", { type: "button", "aria-label": say("Close") }, "×");
  close.addEventListener("click", () => shown.remove());
  shown.append(close);
  document.getElementById("notices").append(shown);
  if (sort !== "bad") setTimeout(() => shown.remove(), 6000);
}

/** Tell what went wrong with what the reader asked for. */
export function tellFailure(error) {
  if (!(error instanceof Refused) && !(error instanceof Lost)) throw error;
  notice(error.message, "bad");
}

let dialogs = 0;

/** A dialog; choices are [value, words] pairs, the first of them is the one meant. */
export function ask(title, nodes, choices) {
  const label = `dialog-${++dialogs}`;
  return new Promise((resolve) => {
    const dialog = h("dialog", { "aria-labelledby": label });
    const buttons = choices.map(([value, words], index) =>
      h("button", { type: "submit", value, class: index ? "" : "main" }, words),
    );
    dialog.append(
      h("form", { method: "dialog" }, h("h2", { id: label }, title), ...nodes, h("div", { class: "choices" }, buttons)),
    );
    const canBeLeft = choices.some(([value]) => value === "");
    dialog.addEventListener("close", () => {
      // Escape chooses nothing: of two texts one must be chosen.
      if (!dialog.returnValue && !canBeLeft) return void dialog.showModal();
      dialog.remove();
      resolve(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
