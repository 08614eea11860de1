// The part of a photograph that is shown: its shape, and the spot that stays in sight.

import { h, say } from "../studio.js";

const SHAPES = ["3:2", "4:3", "1:1", "3:4", "2:3", "16:9"];

/** The part shown of a picture, as in `Treatment.frame`: left, top, width, height in percent. */
function frame(width, height, crop, [x, y]) {
  const [across, down] = crop.split(/[:/×x]/).map(Number);
  if (!across || !down) return [0, 0, 100, 100];
  const wide = Math.min(width, (height * across) / down);
  const high = Math.min(height, (width * down) / across);
  const left = Math.min(Math.max((width * x) / 100 - wide / 2, 0), width - wide);
  const top = Math.min(Math.max((height * y) / 100 - high / 2, 0), height - high);
  return [(left / width) * 100, (top / height) * 100, (wide / width) * 100, (high / height) * 100];
}

export class Focus {
  /** `change({focus, crop})` saves what was chosen. */
  constructor(source, picture, use, change) {
    Object.assign(this, { picture, change });
    const spot = (use.focus || "50%,50%").split(/[,; ]+/).map((part) => Number.parseFloat(part));
    this.spot = spot.length === 2 && spot.every((n) => n >= 0) ? spot : [50, 50];
    this.crop = use.crop;
    this.mark = h("span", { class: "spot" });
    this.part = h("span", { class: "part" });
    this.image = h(
      "button",
      { type: "button", class: "focusing", "aria-label": say("What must stay in sight: click on it, or move the mark with the arrow keys") },
      h("img", { src: source, alt: "" }),
      this.part,
      this.mark,
    );
    this.image.addEventListener("click", (event) => {
      if (!event.detail) return;
      const box = this.image.getBoundingClientRect();
      this.move((event.clientX - box.left) / box.width * 100, (event.clientY - box.top) / box.height * 100);
    });
    this.image.addEventListener("keydown", (event) => {
      const [x, y] = { ArrowLeft: [-2, 0], ArrowRight: [2, 0], ArrowUp: [0, -2], ArrowDown: [0, 2] }[event.key] ?? [0, 0];
      if (!x && !y) return;
      event.preventDefault();
      this.move(this.spot[0] + x, this.spot[1] + y);
    });
    const shapes = use.crop && !SHAPES.includes(use.crop) ? [use.crop, ...SHAPES] : SHAPES;
    this.shape = h("select", {}, h("option", { value: "" }, say("The whole picture")), shapes.map((one) => h("option", { value: one }, one)));
    this.shape.value = use.crop;
    this.shape.addEventListener("change", () => {
      this.crop = this.shape.value;
      this.show();
      this.save();
    });
    this.told = h("span", { class: "help", role: "status" });
    this.element = h("div", {}, this.image, this.told, use.sort === "record" ? null : h("label", { class: "field" }, say("Which part is shown (width by height)"), this.shape));
    this.show();
  }

  move(x, y) {
    this.spot = [x, y].map((n) => Math.round(Math.min(100, Math.max(0, n))));
    this.show();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), 500);
  }

  /** Save at once what was about to be saved. */
  read() {
    if (this.waiting) this.save();
  }

  save() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const isMiddle = this.spot[0] === 50 && this.spot[1] === 50;
    this.change({ focus: isMiddle ? "" : `${this.spot[0]}%,${this.spot[1]}%`, crop: this.crop });
  }

  show() {
    const [x, y] = this.spot;
    this.mark.style.left = `${x}%`;
    this.mark.style.top = `${y}%`;
    const [left, top, wide, high] = frame(this.picture.width, this.picture.height, this.crop, this.spot);
    Object.assign(this.part.style, { left: `${left}%`, top: `${top}%`, width: `${wide}%`, height: `${high}%` });
    this.told.textContent = say("What must stay in sight: {x}% from the left, {y}% from the top.", { x: Math.round(x), y: Math.round(y) });
  }
}
