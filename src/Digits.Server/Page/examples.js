// Examples to click: strokes of this project's own generator, alone, side by side, and on a sheet of paper.
import { $, element } from "./dom.js";
import { drawStroke } from "./ink.js";
import { digits } from "./strokes.js";

const numbers = ["90214", "3141592"];
const note = ["4711", "85372"];

const parse = (text) => text.split("|").map((one) => one.trim().split(/\s+/).map((point) => point.split(",").map(Number)));
const strokes = digits.map(parse);
const widths = strokes.map((one) => Math.max(...one.flat().map(([x]) => x)));

// A line of digits: its left edge and top, and the height of a digit.
function line(text, left, top, height) {
  const placed = [];
  for (const [i, digit] of [...text].entries()) {
    // Nobody writes quite straight.
    const dip = height * [0.02, -0.03, 0.04, 0, -0.02][i % 5];
    placed.push(...strokes[digit].map((one) => one.map(([x, y]) => [left + x * height / 100, top + dip + y * height / 100])));
    left += (widths[digit] + 26) * height / 100;
  }
  return placed;
}

const length = (text, height) => [...text].reduce((sum, digit) => sum + (widths[digit] + 26) * height / 100, -26 * height / 100);

function thumbnail(text, lines) {
  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes))
      made.setAttribute(key, value);
    return made;
  };
  const wide = Math.max(...lines.map((one) => length(one, 100)));
  const picture = svg("svg", { viewBox: `-10 -10 ${wide + 20} ${lines.length * 130 - 10}`, "aria-hidden": "true" });
  const paths = lines.flatMap((one, i) => line(one, 0, 130 * i, 100)).map((one) => `M${one.map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(0)}`).join("L")}`);
  picture.append(svg("path", { d: paths.join(""), "stroke-width": lines.length > 1 ? 14 : 10 }));
  const button = element("button", { type: "button", className: "example", title: text }, picture);
  button.setAttribute("aria-label", text);
  return button;
}

// A photograph of a note: ruled paper, a little turned, in uneven light.
function photograph() {
  const canvas = element("canvas", { width: 960, height: 640 });
  const context = canvas.getContext("2d");
  context.fillStyle = "#6b5a4a";
  context.fillRect(0, 0, 960, 640);
  context.translate(480, 320);
  context.rotate(-0.03);
  context.translate(-480, -320);
  context.fillStyle = "#f3efe4";
  context.fillRect(70, 50, 820, 540);
  context.fillStyle = "#b9cbe0";
  for (let y = 130; y < 580; y += 75)
    context.fillRect(70, y, 820, 2);
  note.forEach((text, i) => {
    for (const one of line(text, 0.17 + 0.04 * i, 0.155 + 0.215 * i, 0.13))
      drawStroke(context, one.map(([x, y]) => ({ x, y, width: 0.011 })), 960, "#1f2f6b");
  });
  const light = context.createRadialGradient(330, 240, 80, 480, 320, 700);
  light.addColorStop(0, "rgba(255, 250, 235, 0.18)");
  light.addColorStop(1, "rgba(20, 16, 10, 0.42)");
  context.fillStyle = light;
  context.fillRect(-40, -40, 1040, 720);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
}

// Shows the gallery. A click draws a digit or a number, or opens a picture.
export function gallery(draw, open) {
  const add = (label, lines, act) => {
    const button = thumbnail(label, lines);
    button.addEventListener("click", act);
    $("examples").append(button);
  };
  for (let digit = 0; digit < 10; digit++) {
    const height = 0.62, left = (1 - widths[digit] * height / 100) / 2;
    add(`The digit ${digit}`, [String(digit)], () => draw("digit", line(String(digit), left, (1 - height) / 2, height)));
  }
  for (const [i, number] of numbers.entries()) {
    const height = [0.2, 0.16][i];
    add(`The number ${number}`, [number], () => draw("number", line(number, (1 - length(number, height)) / 2, (0.5 - height) / 2, height)));
  }
  add("A photograph of a note", note, async () => open(await photograph()));
  $("examples").lastChild.classList.add("photo");
}
