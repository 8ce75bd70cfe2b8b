// What the network sees: asked for when a stroke is over, and only while somebody looks.
import { $, element, mode } from "./dom.js";
import { KeyWanted, request } from "./api.js";
import { drawPixels } from "./ink.js";
import { isDrawing, isEmpty, toBlob } from "./sheet.js";

const patience = 400;    // Milliseconds: the next stroke of the same digit mostly comes sooner.
const section = $("explain"), body = $("explain-body");
let waiting = 0;
let asking = null;

section.open = matchMedia("(min-width: 45rem)").matches;
section.addEventListener("toggle", explain);

// Forgets what was asked: a new stroke has begun.
export function stop() {
  clearTimeout(waiting);
  asking?.abort();
}

export function explain() {
  stop();
  section.hidden = mode() !== "digit";
  if (section.hidden || !section.open)
    return;
  body.setAttribute("aria-busy", "true");
  waiting = setTimeout(ask, isEmpty() ? 0 : patience);
}

async function ask() {
  if (isDrawing())
    return;
  const mine = asking = new AbortController();
  try {
    const blob = toBlob();
    const answer = blob && await request("v1/explain", blob, mine.signal);
    if (mine.signal.aborted)
      return;
    show(answer);
    body.setAttribute("aria-busy", "false");
  } catch (problem) {
    if (mine.signal.aborted)
      return;
    show(null);
    body.setAttribute("aria-busy", "false");
    const isAway = problem instanceof KeyWanted || problem instanceof TypeError;
    $("explain-note").textContent = isAway ? "Nothing to show: the server does not answer." : problem.message;
  }
}

function show(answer) {
  $("explain-note").hidden = answer !== null;
  $("look").hidden = answer === null;
  $("maps").hidden = !answer?.layers.length;
  $("explain-note").textContent = "Draw a digit to see what the network makes of it.";
  if (!answer)
    return;
  heat(answer);
  layers(answer.layers);
}

// Orange where covering lowers the probability of the answer, blue where it raises it, over the digit in gray.
function heat(answer) {
  const { width, height, values } = answer.occlusion;
  const most = Math.max(...values), limit = Math.max(0.01, ...values.map(Math.abs));
  drawPixels($("heat"), width, height, (i) => {
    const gray = 20 + 0.5 * answer.frame[i];
    const share = Math.min(1, Math.abs(values[i]) / limit);
    const tone = values[i] > 0 ? [255, 140, 26] : [70, 150, 255];
    return tone.map((part) => Math.round(gray * (1 - 0.85 * share) + part * 0.85 * share));
  });
  const name = answer.label ?? "the likeliest class";
  $("heat-note").textContent = most < 0.005
    ? `Whatever part is covered, the probability of ${name} stays the same: no part decides alone.`
    : `The answer depends on the orange parts: covering the strongest takes ${(100 * most).toFixed(most < 0.1 ? 1 : 0)} percentage points off ${name}.`;
}

function layers(list) {
  $("layers").replaceChildren(...list.map((layer) => {
    const name = layer.name.replace(/^conv(\d+)$/, "Convolution $1");
    const shown = layer.maps.length < layer.channels ? `${layer.maps.length} of ${layer.channels} maps` : `${layer.channels} maps`;
    const tiles = layer.maps.map((map) => {
      const tile = element("canvas");
      drawPixels(tile, layer.width, layer.height, (i) => tint(map[i] / 255));
      return tile;
    });
    const grid = element("div", { className: "tiles" }, ...tiles);
    grid.setAttribute("aria-hidden", "true");
    return element("li", {}, element("p", {}, element("b", {}, name), ` ${shown} of ${layer.width}\u00a0×\u00a0${layer.height}`), grid);
  }));
}

// Night, blue, white.
function tint(value) {
  const [from, to, part] = value < 0.5 ? [[13, 20, 33], [38, 120, 200], 2 * value] : [[38, 120, 200], [255, 255, 255], 2 * value - 1];
  return from.map((tone, i) => Math.round(tone + (to[i] - tone) * part));
}
