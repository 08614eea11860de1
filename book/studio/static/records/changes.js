// Changes of records on their way to their file: sent at once, or kept in the browser until the
// studio is back. What somebody else has changed meanwhile is asked about.

import { Lost, ask, data, get, h, notice, on, post, say, tell, tellFailure } from "../studio.js";
import { inWords } from "./values.js";

const AGAIN = 2500; // ms after which it is tried again when the studio could not be reached
const KEY = `changes:${data.folder}:`;

/** What this browser has kept for a file: `changes`, and `before`, the rows that they were made on
 * by list and index; null where there is nothing. */
export function kept(file) {
  try {
    return JSON.parse(localStorage.getItem(KEY + file));
  } catch {
    return null;
  }
}

function keep(file, view, changes) {
  const old = kept(file) ?? { changes: [], before: {} };
  const made = { changes: [...old.changes, ...changes], before: { ...rowsBefore(view, changes), ...old.before } };
  try {
    localStorage.setItem(KEY + file, JSON.stringify(made));
  } catch {
    throw away(); // the browser's room is full
  }
  clearTimeout(waiting);
  waiting = setTimeout(sendKept, AGAIN);
}

let waiting = 0;
const away = () => new Lost(say("The studio can't be reached."));
const isAway = (error) => error instanceof Lost || error.status === 401;
const rowOf = (view, one) => view.lists?.find((list) => list.key === one.list)?.rows.find((row) => row.index === one.index);
const placeOf = (one) => `${one.list}/${one.index}`;

function rowsBefore(view, changes) {
  const row = (one) => (rowOf(view, one)?.isKept ? null : rowOf(view, one)?.values ?? null);
  return Object.fromEntries(changes.filter((one) => one.do !== "add").map((one) => [placeOf(one), row(one)]));
}

/** Whether changes leave all others their places. Those that do not are made on the file as it is. */
const canWait = (changes) =>
  changes.every((one) => one.do === "add" || (one.do === "set" && !one.values.some(([path, value]) => value === "" && typeof path.at(-1) === "number")));

/** What a file will hold when changes that wait have reached it. */
export function withChanges(view, changes) {
  const made = structuredClone(view);
  for (const one of changes) {
    const rows = made.lists.find((list) => list.key === one.list)?.rows;
    if (one.do === "add") rows?.push({ index: (rows.at(-1)?.index ?? -1) + 1, line: 1, values: one.values, isKept: true });
    else for (const [path, value] of one.values) put(rowOf(made, one)?.values, path, value);
  }
  return made;
}

function put(held, path, value) {
  path.slice(0, -1).forEach((step, n) => {
    if (held && typeof held[step] !== "object") held[step] = typeof path[n + 1] === "number" ? [] : {};
    held = held?.[step];
  });
  if (held) held[path.at(-1)] = value;
}

/** Change a file that is shown as `view`; what it holds then, or will hold where the changes are
 * kept. `isSettled` tells that somebody else had changed it. */
export async function send(file, view, changes) {
  if (!kept(file)) {
    try {
      return await post("/api/records/change", { file, state: view.state, changes }).catch((error) => {
        if (error.status === 409) return settled(file, rowsBefore(view, changes), changes);
        throw error;
      });
    } catch (error) {
      if (!isAway(error)) throw error;
    }
  }
  if (!canWait(changes)) throw away();
  keep(file, view, changes);
  return withChanges(view, changes);
}

/** Somebody else may have changed a file: what does not touch the same goes on, else both are shown. */
async function settled(file, before, changes) {
  const now = await get("/api/records/file", { file });
  const isSame = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const touched = changes.filter((one) => one.do !== "add" && !isSame(before[placeOf(one)], rowOf(now, one)?.values));
  const told = touched.flatMap((one) => (one.values ?? []).map(([path, mine]) => both(now, one, path, mine)).filter(Boolean));
  if (told.length || touched.some((one) => one.do !== "set")) {
    const [words, choices] = told.length
      ? [told, [["mine", say("Keep mine")], ["theirs", say("Take the other")]]]
      : [[h("p", {}, say("Look at the list again before you change it."))], [["theirs", say("Show it")]]];
    const choice = await ask(say("Somebody else has changed this, too"), words, choices);
    if (choice === "theirs" || !told.length) return { ...now, isSettled: true };
  }
  try {
    return { ...(await post("/api/records/change", { file, state: now.state, changes })), isSettled: true };
  } catch (error) {
    if (error.status !== 409) throw error;
    return settled(file, rowsBefore(now, changes), changes);
  }
}

/** Both values of one field side by side; null where they are the same. */
function both(now, one, path, mine) {
  const list = now.lists?.find((each) => each.key === one.list);
  const field = list?.fields.find((f) => f.key === path[0]) ?? { label: path[0] };
  const other = path.reduce((held, step) => held?.[step], rowOf(now, one)?.values);
  if (JSON.stringify(other ?? "") === JSON.stringify(mine)) return null;
  const words = (value) => (typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : inWords(field, value, now.known ?? {})) || "–";
  return h("div", { class: "both" }, h("section", {}, h("h3", {}, say("What you have written")), h("p", {}, `${field.label}: ${words(mine)}`)), h("section", {}, h("h3", {}, say("What the file holds now")), h("p", {}, `${field.label}: ${words(other)}`)));
}

/** Send what was kept, of all files; one window at a time. */
function sendKept() {
  clearTimeout(waiting);
  return navigator.locks.request(KEY, async () => {
    const files = Object.keys(localStorage).filter((name) => name.startsWith(KEY)).map((name) => name.slice(KEY.length));
    for (const file of files) {
      try {
        await empty(file);
      } catch (error) {
        if (!isAway(error)) throw error;
        waiting = setTimeout(sendKept, AGAIN);
        return;
      }
    }
  });
}

async function empty(file) {
  for (let mine = kept(file); mine; mine = kept(file)) {
    const view = await settled(file, mine.before, mine.changes).catch((error) => refused(file, mine.changes, error));
    // What was changed while these were on their way goes next.
    const more = (kept(file)?.changes ?? []).slice(mine.changes.length);
    localStorage.removeItem(KEY + file);
    if (more.length) keep(file, view ?? { lists: [] }, more);
    tell("settled", { file, view });
  }
}

/** What no file takes any more, such as a value of a record that is gone, is kept beside the book. */
async function refused(file, changes, error) {
  if (isAway(error)) throw error;
  const { kept: aside } = await post("/api/aside", { file, text: JSON.stringify(changes, null, 2) });
  tellFailure(error);
  notice(say("What you changed is kept in {file}.", { file: aside }), "bad");
  return null;
}

on("found", sendKept);
sendKept();
