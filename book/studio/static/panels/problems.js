// Problems: what is wrong, each with its place, its cure, and what can be done at once.

import { ask, get, h, notice, on, post, say, tellFailure } from "../studio.js";

export async function open(host, studio) {
  const list = h("ol", { class: "problems" });
  const told = h("p", { class: "lead", role: "status" });
  const of = h("select", { "aria-label": say("Of which text"), hidden: true });
  host.append(h("h2", {}, say("Problems")), h("div", { class: "problems-bar" }, told, of), list);
  const refresh = () => show({ list, told, of }, studio).catch(tellFailure);
  of.addEventListener("change", refresh);
  const ends = [on("read", refresh), on("made", refresh)];
  await refresh();
  return () => ends.forEach((end) => end());
}

async function show({ list, told, of }, studio) {
  const { problems, is_read } = await get("/api/problems");
  choices(of, problems);
  const errors = problems.filter((p) => p.severity === "error").length;
  told.textContent = !is_read
    ? say("The book is being read …")
    : !problems.length
      ? say("Nothing found. The book can be made.")
      : errors
        ? say("{count} in all; {errors} must be mended before the book can be made.", { count: problems.length, errors })
        : say("{count} in all; the book can be made, but please look at them.", { count: problems.length });
  // What somebody is about to press stays where it is.
  const wanted = problems.filter((problem) => !of.value || problem.file === of.value);
  const what = JSON.stringify(wanted);
  if (list.dataset.what === what) return;
  list.dataset.what = what;
  const focused = document.activeElement?.closest?.(".problem")?.dataset.key;
  list.replaceChildren(...wanted.map((problem) => row(problem, studio)));
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"] button`)?.focus();
}

/** Let the problems of one text be chosen, where several have some. */
function choices(of, problems) {
  const counts = new Map();
  const titles = new Map(problems.map(({ file, title }) => [file, title]));
  for (const { file } of problems) counts.set(file, (counts.get(file) ?? 0) + 1);
  const chosen = counts.has(of.value) ? of.value : "";
  of.replaceChildren(
    h("option", { value: "" }, say("All texts")),
    ...[...counts].sort().map(([file, count]) => h("option", { value: file }, `${titles.get(file)} (${count})`)),
  );
  of.value = chosen;
  of.hidden = counts.size < 2;
}

function row(problem, studio) {
  const { file, title, line, cell } = problem;
  const where = cell ? `${title}, ${cell}` : line ? say("{file}, line {line}", { file: title, line }) : title;
  const place = () => studio.source({ file, line, cell });
  const key = `${problem.rule} ${file}:${line}:${problem.column}`;
  const meant = { rule: problem.rule, file, line, column: problem.column };
  return h(
    "li",
    { class: `problem ${problem.severity}`, "data-key": key },
    h(
      "p",
      { class: "what" },
      h("span", { class: "severity" }, problem.severity === "error" ? say("Must be mended") : say("Please look")),
      problem.problem,
    ),
    problem.cure ? h("p", { class: "cure" }, problem.cure) : null,
    h("button", { type: "button", class: "place", title: file, onclick: place }, where),
    h(
      "div",
      { class: "does" },
      problem.fix
        ? h("button", { type: "button", class: "main", onclick: () => fix(meant) }, say("Mend it"))
        : null,
      problem.right
        ? h("button", { type: "button", onclick: () => right(meant, problem) }, say("It is right after all"))
        : null,
    ),
    problem.why ? h("details", {}, h("summary", {}, say("What this is about")), h("p", {}, problem.why.split(/`([^`]+)`/).map((words, n) => (n % 2 ? h("code", {}, words) : words)))) : null,
  );
}

async function fix(meant) {
  try {
    const { file } = await post("/api/problems/fix", meant);
    notice(say("Mended in {file}.", { file }));
  } catch (error) {
    tellFailure(error);
  }
}

async function right(meant, problem) {
  const reason = h("input", { type: "text", required: true, autocomplete: "off" });
  const choice = await ask(
    say("It is right after all"),
    [
      h("p", {}, problem.problem),
      h("label", { class: "field" }, say("Why? It is written beside its place, for who reads the text next."), reason),
    ],
    [
      ["write", say("Write it down")],
      ["", say("Cancel")],
    ],
  );
  if (choice !== "write") return;
  try {
    await post("/api/problems/right", { ...meant, reason: reason.value });
  } catch (error) {
    tellFailure(error);
  }
}
