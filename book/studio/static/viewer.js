// The pages: spreads of the finished book, drawn by the server when they come into sight.

import { get, h, icon, on, say } from "./studio.js";

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const SHARPEST = 2;

export class Viewer {
  constructor(host, studio) {
    this.host = host;
    this.studio = studio;
    this.book = { version: "", leaves: [], sections: [] };
    this.leaf = 0;
    this.zoom = 1;
    this.isFacing = localStorage.getItem("facing") !== "no";
    this.pages = [];
    this.marks = [];
    this.build();
  }

  build() {
    const tool = (words, sign, does) =>
      h("button", { type: "button", class: "tool", "aria-label": words, title: words, onclick: does }, icon(`icons/${sign}`));
    this.label = h("input", { type: "text", size: "4", "aria-label": say("Page"), autocomplete: "off" });
    this.label.addEventListener("change", () => this.goToLabel(this.label.value));
    this.label.addEventListener("keydown", (event) => event.key === "Enter" && this.goToLabel(this.label.value));
    this.of = h("span", { class: "of" });
    this.sections = h("select", { "aria-label": say("Go to a chapter") });
    this.sections.addEventListener("change", () => this.go(Number(this.sections.value)));
    this.facing = tool(say("Two pages beside each other"), "facing", () => this.setFacing(!this.isFacing));
    this.thumbsTool = tool(say("Small pages"), "thumbs", () => this.toggleThumbs());
    this.thumbsTool.setAttribute("aria-pressed", "false");
    this.sized = h("span", { class: "of" }, "100%");
    this.tools = h(
      "div",
      { class: "tools", role: "toolbar", "aria-label": say("Pages") },
      tool(say("Back"), "back", () => this.step(-1)),
      this.label,
      this.of,
      tool(say("Forward"), "forward", () => this.step(1)),
      this.sections,
      h("span", { class: "gap" }),
      this.thumbsTool,
      this.facing,
      tool(say("Smaller"), "smaller", () => this.rezoom(-1)),
      this.sized,
      tool(say("Larger"), "larger", () => this.rezoom(1)),
    );
    this.scroller = h("div", { class: "pages", tabindex: "0", role: "group", "aria-label": say("Pages; Enter opens the text of a page") });
    this.thumbs = h("div", { class: "thumbs", role: "group", "aria-label": say("Small pages"), hidden: true });
    this.empty = h("p", { class: "empty" }, say("The pages appear here as soon as they are made."));
    this.host.append(this.tools, h("div", { class: "sheet" }, this.thumbs, this.scroller));
    this.scroller.append(this.empty);
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroller.addEventListener("click", (event) => this.click(event));
    this.seen = new IntersectionObserver((found) => this.sight(found), {
      root: this.scroller,
      rootMargin: "300px 0px",
    });
    new ResizeObserver(() => this.measure()).observe(this.scroller);
    this.facing.setAttribute("aria-pressed", this.isFacing);
  }

  async begin() {
    on("made", (event) => event.version !== this.book.version && this.refresh());
    on("turn", (event) => this.go(event.leaf));
    on("state", (event) => event.version !== this.book.version && this.refresh());
    await this.refresh();
  }

  async refresh() {
    const book = await get("/api/pages").catch(() => null);
    if (!book || book.version === this.book.version || !book.leaves.length) return;
    const before = this.book;
    this.book = book;
    const isSame =
      before.leaves.length === book.leaves.length &&
      before.leaves.every((leaf, n) => leaf.width === book.leaves[n].width && leaf.label === book.leaves[n].label);
    if (isSame) {
      for (const page of this.pages) this.draw(page);
    } else {
      this.layOut();
    }
    const options = book.sections.map((s) => h("option", { value: s.leaf }, s.title));
    this.sections.replaceChildren(...options);
    this.of.textContent = say("of {count}", { count: book.leaves.at(-1).label });
    if (!this.thumbs.hidden) this.showThumbs();
    this.told();
    document.dispatchEvent(new CustomEvent("pages-shown"));
  }

  layOut() {
    const leaves = this.book.leaves;
    const at = Math.min(this.leaf, leaves.length - 1);
    this.seen.disconnect();
    this.pages = leaves.map((leaf, index) => {
      const picture = h("img", { alt: say("Page {label}", leaf), draggable: "false" });
      const box = h("div", { class: "page", "data-leaf": index }, picture);
      box.style.aspectRatio = `${leaf.width} / ${leaf.height}`;
      return { index, leaf, box, picture, drawn: "", isSeen: false };
    });
    const spreads = [];
    if (this.isFacing) {
      for (let n = 0; n < this.pages.length; n += n ? 2 : 1) {
        const pair = n ? [this.pages[n], this.pages[n + 1]] : [null, this.pages[0]];
        const boxes = pair.map((page) => page?.box ?? h("div", { class: "page none" }));
        spreads.push(h("div", { class: "spread" }, this.book.is_right_bound ? boxes.reverse() : boxes));
      }
    } else {
      spreads.push(...this.pages.map((page) => h("div", { class: "spread" }, page.box)));
    }
    this.scroller.replaceChildren(...spreads);
    this.measure();
    for (const page of this.pages) this.seen.observe(page.box);
    this.go(at, false);
  }

  measure() {
    const leaf = this.book.leaves[0];
    if (!leaf) return;
    const room = this.scroller.clientWidth - 40 - (this.isFacing ? 2 : 0);
    const width = Math.max(80, (room / (this.isFacing ? 2 : 1)) * this.zoom);
    const fitting = this.isFacing ? width : Math.min(width, 760 * this.zoom);
    const from = this.leaf;
    this.scroller.style.setProperty("--page", `${fitting}px`);
    this.go(from, false);
    for (const page of this.pages) this.draw(page);
  }

  sight(found) {
    for (const entry of found) {
      const page = this.pages[Number(entry.target.dataset.leaf)];
      if (!page) continue;
      page.isSeen = entry.isIntersecting;
      this.draw(page);
    }
  }

  /** Draw a page anew where it is in sight; the old picture stays until the new one is there. */
  draw(page) {
    if (!page.isSeen) return;
    const density = Math.min(window.devicePixelRatio || 1, SHARPEST);
    const width = Math.ceil((page.box.clientWidth * density) / 50) * 50;
    if (!width) return;
    const address = `/page/${this.book.version}/${page.index}.webp?width=${width}`;
    if (page.drawn === address) return;
    page.drawn = address;
    const fresh = new Image();
    fresh.src = address;
    fresh
      .decode()
      .then(() => {
        if (page.drawn !== address) return;
        page.picture.src = address;
        page.box.dataset.version = this.book.version;
      })
      .catch(() => {
        if (page.drawn === address) page.drawn = "";
      });
  }

  go(leaf, isTold = true) {
    const page = this.pages[leaf];
    if (!page) return;
    this.leaf = leaf;
    const top = page.box.offsetTop - 12;
    this.scroller.scrollTop = top;
    if (isTold) this.told();
  }

  goToLabel(label) {
    const found = this.book.leaves.findIndex((leaf) => leaf.label === label.trim());
    if (found >= 0) this.go(found);
    this.told();
  }

  step(by) {
    const now = this.leaf;
    const step = this.isFacing ? 2 : 1;
    this.go(Math.min(this.pages.length - 1, Math.max(0, now + by * step)));
  }

  scrolled() {
    const middle = this.scroller.scrollTop + this.scroller.clientHeight / 3;
    const found = this.pages.find((p) => p.box.offsetTop + p.box.offsetHeight > middle);
    if (found && found.index !== this.leaf) {
      const isBeside = this.pages[this.leaf]?.box.offsetTop === found.box.offsetTop;
      if (!isBeside) this.leaf = found.index;
    }
    this.told();
  }

  told() {
    const leaf = this.book.leaves[this.leaf];
    if (!leaf) return;
    if (document.activeElement !== this.label) this.label.value = leaf.label;
    const begun = this.book.sections.filter((s) => s.leaf <= this.leaf).at(-1);
    if (begun) this.sections.value = begun.leaf;
    for (const small of this.thumbs.children) {
      const isHere = Number(small.dataset.leaf) === this.leaf;
      if (isHere) small.setAttribute("aria-current", "page");
      else small.removeAttribute("aria-current");
    }
  }

  rezoom(by) {
    const at = ZOOMS.findIndex((zoom) => zoom >= this.zoom);
    this.zoom = ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + by))];
    this.sized.textContent = `${Math.round(this.zoom * 100)}%`;
    this.measure();
  }

  setFacing(isFacing) {
    this.isFacing = isFacing;
    localStorage.setItem("facing", isFacing ? "yes" : "no");
    this.facing.setAttribute("aria-pressed", isFacing);
    this.layOut();
  }

  toggleThumbs() {
    this.thumbs.hidden = !this.thumbs.hidden;
    this.thumbsTool.setAttribute("aria-pressed", !this.thumbs.hidden);
    if (!this.thumbs.hidden) this.showThumbs();
  }

  showThumbs() {
    const made = this.book.leaves.map((leaf, index) => {
      const source = `/page/${this.book.version}/${index}.webp?width=120`;
      const picture = h("img", { src: source, alt: "", loading: "lazy", width: "84" });
      picture.style.aspectRatio = `${leaf.width} / ${leaf.height}`;
      const attributes = { type: "button", "data-leaf": index, "aria-label": say("Page {label}", leaf) };
      return h("button", { ...attributes, onclick: () => this.go(index) }, picture, leaf.label);
    });
    this.thumbs.replaceChildren(...made);
    this.told();
    this.thumbs.children[this.leaf]?.scrollIntoView({ block: "center" });
  }

  key(event) {
    const does = {
      PageDown: () => this.step(1),
      PageUp: () => this.step(-1),
      ArrowRight: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      Home: () => this.go(0),
      End: () => this.go(this.pages.length - 1),
      "+": () => this.rezoom(1),
      "-": () => this.rezoom(-1),
      Enter: () => this.openAt(this.leaf, this.book.leaves[this.leaf].width / 2, this.book.leaves[this.leaf].height / 3),
    }[event.key];
    if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does();
  }

  click(event) {
    const box = event.target.closest(".page[data-leaf]");
    if (!box) return;
    const index = Number(box.dataset.leaf);
    const leaf = this.book.leaves[index];
    const rect = box.getBoundingClientRect();
    const x = ((event.clientX - rect.left) / rect.width) * leaf.width;
    const y = ((event.clientY - rect.top) / rect.height) * leaf.height;
    this.openAt(index, x, y);
  }

  async openAt(leaf, x, y) {
    const found = await get("/api/at", { leaf, x: x.toFixed(1), y: y.toFixed(1) }).catch(() => null);
    if (!found) return;
    if (found.leaf !== undefined) this.go(found.leaf);
    else {
      if (found.line) this.mark(await get("/api/stands", found).catch(() => []));
      this.studio.source(found);
    }
  }

  /** Turn to where a line is printed, and mark it. */
  async showStands(file, line) {
    const stands = await get("/api/stands", { file, line }).catch(() => []);
    this.mark(stands);
    if (!stands.length) return;
    const isSeen = stands.some((stand) => {
      const page = this.pages[stand.leaf]?.box;
      if (!page) return true;
      const top = page.offsetTop + (stand.y / this.book.leaves[stand.leaf].height) * page.offsetHeight;
      const from = this.scroller.scrollTop;
      return top >= from && top <= from + this.scroller.clientHeight - 40;
    });
    if (isSeen) return;
    const { leaf, y } = stands[0];
    this.leaf = leaf;
    const box = this.pages[leaf].box;
    const down = (y / this.book.leaves[leaf].height) * box.offsetHeight;
    this.scroller.scrollTop = box.offsetTop + down - this.scroller.clientHeight / 3;
    this.told();
  }

  mark(stands) {
    for (const mark of this.marks) mark.remove();
    this.marks = stands
      .filter((stand) => this.pages[stand.leaf])
      .map((stand) => {
        const { width, height } = this.book.leaves[stand.leaf];
        const mark = h("div", { class: "mark" });
        mark.style.left = `${(stand.x / width) * 100}%`;
        mark.style.top = `${(stand.y / height) * 100}%`;
        mark.style.width = `${(stand.width / width) * 100}%`;
        mark.style.height = `${(stand.height / height) * 100}%`;
        this.pages[stand.leaf].box.append(mark);
        return mark;
      });
  }
}
