// The answer: one digit with its bars, or all digits of a number or a picture.
import { $, element, mode, percent, say } from "./dom.js";
import { drawPixels } from "./ink.js";
import { digitAt, isDrawing, light, showBoxes, sureness } from "./sheet.js";

let digits = [];
let labels = Array.from({ length: 10 }, (_, i) => String(i));
let side = [28, 28];

// The classes of the model, for the bars of an empty sheet.
export function useModel(model) {
  labels = model.labels.filter((label) => label !== "none");
  side = [model.width, model.height];
  show(null, mode());
}

export function show(answer, kind) {
  $("error").hidden = true;
  const isDigit = kind === "digit";
  $("bars").hidden = $("frame-figure").hidden = !isDigit;
  $("read").hidden = isDigit;
  if (isDigit)
    showOne(answer?.images[0]);
  else
    showAll(answer?.images[0]);
}

function headline(text, sure, isLong) {
  $("digit").textContent = text;
  $("digit").classList.toggle("long", isLong);
  $("digit").classList.toggle("nothing", text === "–");
  $("sure").textContent = sure;
}

function showOne(image) {
  const label = image?.label;
  headline(image ? label ?? "no digit" : "–", label ? `${percent(image.confidence)} sure` : "", !!image && (label ?? "no digit").length > 2);
  bars(image?.probabilities.filter((one) => one.label !== "none") ?? [], label);
  const frame = image?.frame;
  $("frame").classList.toggle("empty", !frame);
  if (frame?.length === side[0] * side[1])
    drawPixels($("frame"), side[0], side[1], (i) => Array(3).fill(frame[i]));
  $("frame-size").textContent = `${side[0]} × ${side[1]} pixels`;
  showBoxes(null);
  if (image && !isDrawing())
    say(label ? `${label}, ${percent(image.confidence)} sure` : "No digit");
}

function bars(probabilities, best) {
  const list = $("bars");
  const rows = probabilities.length ? probabilities : labels.map((label) => ({ label, probability: 0 }));
  while (list.children.length > rows.length)
    list.lastChild.remove();
  while (list.children.length < rows.length)
    list.append(element("li", {}, element("span"), element("meter"), element("span")));
  // A long list scrolls, with the keyboard too.
  list.classList.toggle("many", rows.length > 12);
  list.toggleAttribute("tabindex", rows.length > 12);
  rows.forEach((row, i) => {
    const [label, meter, value] = list.children[i].children;
    list.children[i].classList.toggle("best", row.label === best);
    label.textContent = row.label;
    meter.value = row.probability;
    meter.setAttribute("aria-label", row.label);
    value.textContent = probabilities.length ? `${(100 * row.probability).toFixed(1)} %` : "";
  });
}

function showAll(read) {
  digits = read?.digits ?? [];
  const least = digits.length ? Math.min(...digits.map((digit) => digit.confidence)) : null;
  const isLong = !!read && (read.text.length > 6 || !read.text);
  headline(read ? read.text || "no digits" : "–", least === null ? "" : `the least sure digit: ${percent(least)}`, isLong);
  $("digits").replaceChildren(...digits.map(chip));
  $("legend").hidden = digits.length === 0;
  $("detail").textContent = digits.length ? "Point at a digit, here or on the sheet, to see what else it may be." : "";
  showBoxes(read ?? null);
  if (read)
    say(read.text ? `Read: ${read.text.replaceAll("\n", ", ")}` : "No digits");
}

const others = (digit) => digit.alternatives.filter((one) => one.confidence >= 0.001).map((one) => `${one.digit}: ${percent(one.confidence)}`).join(", ");

function chip(digit, i) {
  const button = element("button", { type: "button", className: `chip sure-${sureness(digit.confidence)}` }, String(digit.digit));
  button.setAttribute("aria-label", `${digit.digit}, ${percent(digit.confidence)} sure${others(digit) && `; else ${others(digit)}`}`);
  for (const event of ["pointerenter", "focus", "click"])
    button.addEventListener(event, () => look(i));
  return element("li", {}, button);
}

function look(index) {
  light(index);
  for (const [i, item] of [...$("digits").children].entries())
    item.firstChild.classList.toggle("lit", i === index);
  const digit = digits[index];
  if (digit)
    $("detail").textContent = `${digit.digit}: ${percent(digit.confidence)} sure. ${others(digit) ? `Else ${others(digit)}.` : "Nothing else is likely."}`;
}

$("canvas").addEventListener("pointermove", (event) => {
  const index = isDrawing() || mode() === "digit" ? -1 : digitAt(event);
  if (index >= 0)
    look(index);
});
