// The sheet: what is drawn on it or lies on it, and the pen.
import { $, mode, say } from "./dom.js";
import { drawStroke } from "./ink.js";

const canvas = $("canvas");
const pen = canvas.getContext("2d");
const sheet = $("sheet");

let strokes = [];
let stroke = null;
let picture = null;      // The picture that was opened: {image, blob}.
let read = null;         // What was read, with boxes.
let lit = -1;            // The digit that is looked at.
let playing = 0;
let cursor = null;       // The pen of the keyboard.
let changed = () => {};  // Told of new ink, and whether the stroke is over.

export const isDrawing = () => stroke !== null;
export const isEmpty = () => mode() === "picture" ? !picture : strokes.length === 0 && !stroke;
const lineWidth = () => mode() === "digit" ? 0.055 : 0.02;
const height = () => canvas.height / canvas.width;

export function onInk(callback) {
  changed = callback;
}

// Lines look the same on every screen: the canvas has the screen's own pixels.
export function fit() {
  const ratio = window.devicePixelRatio || 1;
  if (mode() === "picture" && picture) {
    canvas.width = picture.image.width;
    canvas.height = picture.image.height;
  } else {
    canvas.width = Math.round(sheet.clientWidth * ratio);
    canvas.height = Math.round(sheet.clientHeight * ratio);
  }
  draw();
}

export function draw() {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  if (mode() === "picture") {
    if (picture)
      pen.drawImage(picture.image, 0, 0);
  } else {
    const ink = getComputedStyle(document.body).color;
    for (const one of stroke ? [...strokes, stroke] : strokes)
      drawStroke(pen, one, canvas.width, ink);
  }
  drawBoxes();
  $("hint").hidden = !isEmpty();
  $("hint").textContent = { digit: "Draw a digit here", number: "Write a number here", picture: "Drop, paste or open a picture" }[mode()];
  $("undo").disabled = mode() === "picture" || strokes.length === 0;
  $("clear").disabled = isEmpty();
  sheet.classList.toggle("filled", mode() === "picture" && picture !== null);
}

export const sureness = (confidence) => confidence >= 0.95 ? 3 : confidence >= 0.7 ? 2 : 1;

function drawBoxes() {
  const scale = read ? canvas.width / read.width : 1;
  // Pictures are scaled to the sheet, and their boxes with them: lines and figures are to look alike on all of them.
  const pixel = canvas.width / (canvas.getBoundingClientRect().width || canvas.width);
  // A picture does not turn dark with the page, so its boxes keep their colors.
  const color = mode() === "picture" ? "--on-paper" : "--sure";
  const style = getComputedStyle(document.body);
  pen.font = `600 ${15 * pixel}px system-ui, sans-serif`;
  pen.textBaseline = "bottom";
  (read?.digits ?? []).forEach((digit, i) => {
    pen.strokeStyle = pen.fillStyle = style.getPropertyValue(`${color}-${sureness(digit.confidence)}`);
    pen.lineWidth = (i === lit ? 4 : 2) * pixel;
    const [x, y, w, h] = [digit.x, digit.y, digit.width, digit.height].map((side) => side * scale);
    const gap = 3 * pixel;
    pen.strokeRect(x - gap, y - gap, w + 2 * gap, h + 2 * gap);
    if (i === lit) {
      pen.globalAlpha = 0.18;
      pen.fillRect(x - gap, y - gap, w + 2 * gap, h + 2 * gap);
      pen.globalAlpha = 1;
    }
    pen.fillText(digit.digit, x - gap, y - 2 * gap);
  });
}

export function showBoxes(answer) {
  read = answer;
  lit = -1;
  draw();
}

export function light(index) {
  if (lit === index)
    return;
  lit = index;
  draw();
}

// Which digit lies at a place of the window; -1 for none.
export function digitAt(event) {
  if (!read)
    return -1;
  const box = canvas.getBoundingClientRect();
  const x = (event.clientX - box.left) / box.width * read.width, y = (event.clientY - box.top) / box.width * read.width;
  return read.digits.findIndex((one) => x >= one.x && y >= one.y && x <= one.x + one.width && y <= one.y + one.height);
}

// What the server gets: dark ink on white, whatever the colors of the page.
export function toBlob() {
  if (mode() === "picture")
    return picture?.blob ?? null;
  if (isEmpty())
    return null;
  const paper = document.createElement("canvas");
  paper.width = mode() === "digit" ? 280 : 840;
  paper.height = Math.round(paper.width * height());
  const context = paper.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, paper.width, paper.height);
  for (const one of stroke ? [...strokes, stroke] : strokes)
    drawStroke(context, one, paper.width, "#000");
  // Not the canvas's own toBlob: that one waits until the browser is idle, for up to a second while somebody draws.
  const png = atob(paper.toDataURL("image/png").split(",")[1]);
  return new Blob([Uint8Array.from(png, (letter) => letter.charCodeAt(0))], { type: "image/png" });
}

export function begin(point) {
  read = null;
  stroke = [point];
  draw();
}

export function extend(points) {
  stroke.push(...points);
  draw();
  if (mode() === "digit")
    changed(false);
}

export function lift() {
  if (!stroke)
    return;
  strokes.push(stroke);
  stroke = null;
  draw();
  changed(true);
}

export function undo() {
  if (mode() === "picture" || strokes.length === 0)
    return;
  playing++;
  strokes.pop();
  stroke = read = null;
  draw();
  changed(true);
}

export function empty() {
  playing++;
  strokes = [];
  stroke = read = null;
  if (mode() === "picture")
    picture = null;
  fit();
}

export function clear() {
  empty();
  changed(true);
}

export function lay(image, blob) {
  picture = image ? { image, blob } : null;
  read = null;
  fit();
}

// Draws strokes as a hand would, or at once for those who want nothing to move.
export async function play(example) {
  empty();
  const mine = playing;
  const points = example.map((one) => one.map(([x, y]) => ({ x, y, width: lineWidth() })));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    strokes = points;
    draw();
    changed(true);
    return;
  }
  const each = Math.max(1, Math.round(points.flat().length / 45));
  for (const one of points) {
    begin(one[0]);
    for (let i = 1; i < one.length; i += each) {
      await new Promise(requestAnimationFrame);
      if (mine !== playing)
        return;
      extend(one.slice(i, i + each));
    }
    lift();
  }
}

// The pointer. Pressure makes a pen's line wider; a mouse has none.
function point(event) {
  const box = canvas.getBoundingClientRect();
  const pressure = event.pointerType === "pen" ? 0.6 + 0.8 * event.pressure : 1;
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.width, width: lineWidth() * pressure };
}

let isPointer = false;
canvas.addEventListener("pointerdown", (event) => {
  if (mode() === "picture" || event.button !== 0 || isPointer)
    return;
  playing++;
  lift();
  canvas.setPointerCapture(event.pointerId);
  isPointer = true;
  begin(point(event));
  cursor = null;
  showPen();
});
canvas.addEventListener("pointermove", (event) => {
  if (isPointer && stroke)
    extend((event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event]).map(point));
});
for (const end of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(end, () => {
    isPointer = false;
    lift();
  });
}

// The keyboard's pen.
const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function showPen() {
  $("pen").hidden = !cursor || mode() === "picture";
  if (!cursor)
    return;
  $("pen").style.left = `${100 * cursor.x}%`;
  $("pen").style.top = `${100 * cursor.y / height()}%`;
  $("pen").classList.toggle("down", stroke !== null);
}
sheet.addEventListener("keydown", (event) => {
  if (mode() === "picture" || isPointer || event.ctrlKey || event.metaKey || event.altKey)
    return;
  const step = steps[event.key];
  if (!step && event.key !== " ")
    return;
  event.preventDefault();
  cursor ??= { x: 0.5, y: height() / 2 };
  const at = () => ({ ...cursor, width: lineWidth() });
  if (step) {
    const far = event.shiftKey ? 0.08 : 0.02;
    cursor.x = Math.min(1, Math.max(0, cursor.x + far * step[0]));
    cursor.y = Math.min(height(), Math.max(0, cursor.y + far * step[1]));
    if (stroke)
      extend([at()]);
  } else if (!event.repeat) {
    playing++;
    if (stroke) {
      lift();
      say("Pen up.");
    } else {
      begin(at());
      say("Pen down.");
    }
  }
  showPen();
});
sheet.addEventListener("focus", () => {
  if (sheet.matches(":focus-visible")) {
    cursor ??= { x: 0.5, y: height() / 2 };
    showPen();
  }
});
sheet.addEventListener("blur", () => {
  if (!isPointer && cursor) {
    lift();
    cursor = null;
    showPen();
  }
});
