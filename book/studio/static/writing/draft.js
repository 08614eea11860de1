// A text on its way to its file: kept in the browser at once, saved a moment later, never lost.

import { Lost, Refused, data, get, on, post, say } from "../studio.js";

const PAUSE = 400; // ms without a key before a text is saved
const AGAIN = 2500; // ms after which it is tried again when the studio could not be reached
const LONGEST = 3000; // ms after which it is saved while somebody goes on writing

const key = (file) => `draft:${data.folder}:${file}`;

/** What this browser kept of a text that may not have reached its file; null where there is nothing. */
function kept(file) {
  try {
    return JSON.parse(localStorage.getItem(key(file)));
  } catch {
    return null;
  }
}

export class Draft {
  /**
   * @param file its name in the book folder
   * @param hooks text() gives what is written now; told(sort) hears "saved", "unsaved", "saving",
   *   "lost" or "refused"; conflict(mine, there) lets the writer choose, and gives the text to keep;
   *   outside(text) hears of a file that changed while nothing was unsaved
   */
  constructor(file, hooks) {
    this.file = file;
    this.hooks = hooks;
    this.state = "";
    this.saved = "";
    this.timer = 0;
    this.since = 0;
    this.going = null;
    this.isClosed = false;
    this.ends = [
      on("found", () => this.isUnsaved && this.save()),
      on("made", () => this.look()),
      on("saved", (event) => event.file === this.file && event.state !== this.state && this.look()),
    ];
    this.leaving = (event) => {
      if (!this.isUnsaved) return;
      this.keep();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", this.leaving);
  }

  get isUnsaved() {
    return this.hooks.text() !== this.saved;
  }

  /** The text to begin with: the file's, or what this browser has kept of it. */
  async begin() {
    const there = await get("/api/text", { file: this.file });
    const mine = kept(this.file);
    this.state = there.state;
    this.saved = there.text;
    if (!mine || mine.text === there.text) {
      localStorage.removeItem(key(this.file));
      return there.text;
    }
    if (mine.state === there.state) return mine.text;
    return this.hooks.conflict(mine.text, there.text);
  }

  /** The writer has changed something. */
  changed() {
    if (!this.isUnsaved) return;
    this.keep();
    this.hooks.told("unsaved");
    this.since ||= Date.now();
    clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now()));
    this.timer = setTimeout(() => this.save(), wait);
  }

  keep() {
    try {
      localStorage.setItem(key(this.file), JSON.stringify({ text: this.hooks.text(), state: this.state }));
    } catch {
      // The browser's room is full: the text is saved to its file all the same.
    }
  }

  async save() {
    clearTimeout(this.timer);
    if (this.going) return this.going.then(() => this.isUnsaved && !this.isHalted && this.save());
    if (!this.isUnsaved) return null;
    this.going = this.send().finally(() => (this.going = null));
    return this.going;
  }

  async send() {
    const text = this.hooks.text();
    const before = this.state;
    this.since = 0;
    this.hooks.told("saving");
    try {
      const { state } = await post("/api/text", { file: this.file, text, state: before });
      this.took(text, state);
    } catch (error) {
      const isConflict = error instanceof Refused && error.status === 409;
      // The writer has chosen between the two while the answer was on its way.
      if (isConflict && this.state !== before) this.changed();
      else if (isConflict) await this.choose(text, error.told.there);
      else if (error instanceof Lost || error.status === 401) {
        this.hooks.told("lost");
        this.timer = setTimeout(() => this.save(), AGAIN);
      }
      else this.hooks.told("refused", error.message);
    }
  }

  took(text, state) {
    this.state = state;
    this.saved = text;
    if (this.isUnsaved) this.changed();
    else {
      localStorage.removeItem(key(this.file));
      this.hooks.told("saved");
    }
  }

  async choose(mine, there) {
    if (this.isChoosing) return;
    this.isChoosing = true;
    const chosen = await this.hooks.conflict(mine, there.text);
    this.isChoosing = false;
    this.state = there.state;
    this.saved = there.text;
    this.hooks.outside(chosen);
    if (chosen === there.text) this.took(chosen, there.state);
    else this.changed();
  }

  /** See whether somebody else has changed the file. */
  async look() {
    if (this.isClosed || this.going || this.isChoosing) return;
    const before = this.state;
    const there = await get("/api/text", { file: this.file }).catch(() => null);
    if (!there || this.isClosed || this.going || there.state === this.state) return;
    // It was saved while the answer was on its way, which tells of the time before.
    if (this.state !== before) return;
    if (this.isUnsaved) {
      await this.choose(this.hooks.text(), there);
      return;
    }
    this.state = there.state;
    this.saved = there.text;
    this.hooks.outside(there.text);
    this.hooks.told("outside", say("Somebody else has changed this text; it is shown as it is now."));
  }

  async close() {
    if (this.isUnsaved) {
      this.keep();
      await this.save();
    }
    this.isClosed = true;
    for (const end of this.ends) end();
    window.removeEventListener("beforeunload", this.leaving);
  }
}
