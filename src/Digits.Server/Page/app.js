// The page: strokes on a canvas, or a picture, go to the server as PNG; its answer is shown as it comes.
const $ = (id) => document.getElementById(id);
const canvas = $("canvas");
const pen = canvas.getContext("2d");
const sheet = $("sheet");

let strokes = [];        // Each a list of points {x, y, width}, in parts of the sheet's width.
let stroke = null;
let picture = null;      // The picture that was opened: {image, blob}.
let boxes = [];
let asked = 0, shown = 0, asking = false, again = false;

const mode = () => document.querySelector("input[name=mode]:checked").value;

// Lines look the same on every screen: the canvas has the screen's own pixels.
function fit() {
  const ratio = window.devicePixelRatio || 1;
  const box = sheet.getBoundingClientRect();
  if (mode() === "picture" && picture) {
    canvas.width = picture.image.width;
    canvas.height = picture.image.height;
  } else {
    canvas.width = Math.round(sheet.clientWidth * ratio);
    canvas.height = Math.round((mode() === "picture" ? 256 : box.height) * ratio);
  }
  draw();
}

// A curve through the middles of the points: smooth without lagging behind the pen.
function drawStroke(context, points, width, color) {
  context.strokeStyle = context.fillStyle = color;
  context.lineCap = context.lineJoin = "round";
  if (points.length === 1) {
    context.beginPath();
    context.arc(points[0].x * width, points[0].y * width, points[0].width * width / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  for (let i = 1; i < points.length; i++) {
    const before = points[i - 1], now = points[i], middle = (a, b) => ({ x: (a.x + b.x) / 2 * width, y: (a.y + b.y) / 2 * width });
    const from = i > 1 ? middle(points[i - 2], before) : { x: before.x * width, y: before.y * width };
    const to = i < points.length - 1 ? middle(before, now) : { x: now.x * width, y: now.y * width };
    context.beginPath();
    context.lineWidth = now.width * width;
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(before.x * width, before.y * width, to.x, to.y);
    context.stroke();
  }
}

function draw() {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const ink = getComputedStyle(document.body).color;
  if (mode() === "picture") {
    if (picture)
      pen.drawImage(picture.image, 0, 0);
  } else {
    for (const one of stroke ? [...strokes, stroke] : strokes)
      drawStroke(pen, one, canvas.width, ink);
  }
  drawBoxes();
  const isEmpty = mode() === "picture" ? !picture : strokes.length === 0 && !stroke;
  $("hint").hidden = !isEmpty;
  $("hint").textContent = { digit: "Draw a digit here", number: "Write a number here", picture: "Drop, paste or open a picture" }[mode()];
  $("undo").disabled = mode() === "picture" || strokes.length === 0;
  $("clear").disabled = isEmpty;
}

function drawBoxes() {
  const scale = mode() === "picture" ? 1 : canvas.width / (boxes.width || canvas.width);
  const line = Math.max(2, canvas.width / 400);
  pen.font = `600 ${Math.max(14, canvas.width / 36)}px system-ui, sans-serif`;
  pen.textBaseline = "bottom";
  for (const digit of boxes.digits || []) {
    pen.strokeStyle = pen.fillStyle = digit.confidence >= 0.95 ? "#0b74d1" : digit.confidence >= 0.7 ? "#b35900" : "#c62828";
    pen.lineWidth = line;
    pen.strokeRect(digit.x * scale, digit.y * scale, digit.width * scale, digit.height * scale);
    pen.fillText(digit.digit, digit.x * scale, digit.y * scale - line);
  }
}

// What the server gets: dark ink on white, whatever the colors of the page.
function toBlob() {
  if (mode() === "picture")
    return Promise.resolve(picture?.blob ?? null);
  if (strokes.length === 0 && !stroke)
    return Promise.resolve(null);
  const paper = document.createElement("canvas");
  paper.width = mode() === "digit" ? 280 : 840;
  paper.height = Math.round(paper.width * canvas.height / canvas.width);
  const context = paper.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, paper.width, paper.height);
  for (const one of stroke ? [...strokes, stroke] : strokes)
    drawStroke(context, one, paper.width, "#000");
  return new Promise((done) => paper.toBlob(done, "image/png"));
}

// One question at a time; what was drawn meanwhile is asked next.
async function ask() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    do {
      again = false;
      const number = ++asked;
      const kind = mode();
      const blob = await toBlob();
      if (!blob) {
        show(null, kind);
        continue;
      }
      const path = kind === "digit" ? "v1/classify" : `v1/read?mode=${kind === "number" ? "page" : "auto"}`;
      const response = await fetch(path, { method: "POST", body: blob, headers: { "Content-Type": blob.type || "application/octet-stream" } });
      const answer = await response.json();
      if (number < shown || kind !== mode())
        continue;
      shown = number;
      if (!response.ok)
        throw new Error(answer.detail || `The server answers ${response.status}.`);
      show(answer, kind);
    } while (again);
  } catch (problem) {
    show(null, mode());
    $("error").textContent = problem instanceof TypeError ? "The server does not answer." : problem.message;
    $("error").hidden = false;
  } finally {
    asking = false;
  }
}

// For tests: when nothing is left to be asked.
window.digitsIdle = async () => {
  while (asking || again)
    await new Promise((done) => setTimeout(done, 5));
};

function show(answer, kind) {
  $("error").hidden = true;
  const isDigit = kind === "digit";
  $("bars").hidden = $("frame-figure").hidden = !isDigit;
  boxes = [];
  const percent = (p) => `${(100 * p).toFixed(p > 0.995 && p < 1 ? 1 : 0)} %`;
  if (isDigit) {
    const image = answer?.images[0];
    $("digit").textContent = image ? image.label ?? "no digit" : "–";
    $("digit").classList.toggle("long", !!image && !image.label);
    $("sure").textContent = image?.label ? `${percent(image.confidence)} sure` : "";
    bars(image?.probabilities.filter((one) => one.label !== "none") ?? [], image?.label);
    frame(image?.frame);
  } else {
    const read = answer?.images[0];
    $("digit").textContent = read ? read.text || "no digits" : "–";
    $("digit").classList.toggle("long", !!read && (read.text.length > 6 || !read.text));
    const least = read?.digits.length ? Math.min(...read.digits.map((digit) => digit.confidence)) : null;
    $("sure").textContent = least === null ? "" : `the least sure digit: ${percent(least)}`;
    boxes = read ?? [];
  }
  draw();
}

function bars(probabilities, best) {
  const list = $("bars");
  const rows = probabilities.length ? probabilities : Array.from({ length: 10 }, (_, i) => ({ label: String(i), probability: 0 }));
  while (list.children.length < rows.length) {
    const item = document.createElement("li");
    item.append(document.createElement("span"), document.createElement("meter"), document.createElement("span"));
    list.append(item);
  }
  rows.forEach((row, i) => {
    const [label, meter, value] = list.children[i].children;
    list.children[i].classList.toggle("best", row.label === best);
    label.textContent = row.label;
    meter.value = row.probability;
    meter.setAttribute("aria-label", row.label);
    value.textContent = probabilities.length ? `${(100 * row.probability).toFixed(1)} %` : "";
  });
}

function frame(pixels) {
  const context = $("frame").getContext("2d");
  const image = context.createImageData(28, 28);
  (pixels?.length === 784 ? pixels : new Array(784).fill(0)).forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
  context.putImageData(image, 0, 0);
}

// Drawing. Pressure makes a pen's line wider; a mouse has none.
function point(event) {
  const box = canvas.getBoundingClientRect();
  const base = mode() === "digit" ? 0.055 : 0.02;
  const pressure = event.pointerType === "pen" ? 0.6 + 0.8 * event.pressure : 1;
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.width, width: base * pressure };
}

canvas.addEventListener("pointerdown", (event) => {
  if (mode() === "picture" || event.button !== 0 || stroke)
    return;
  canvas.setPointerCapture(event.pointerId);
  boxes = [];
  stroke = [point(event)];
  draw();
  event.preventDefault();
  sheet.focus({ preventScroll: true });
});
canvas.addEventListener("pointermove", (event) => {
  if (!stroke)
    return;
  for (const one of event.getCoalescedEvents?.().length ? event.getCoalescedEvents() : [event])
    stroke.push(point(one));
  draw();
  if (mode() === "digit")
    ask();
});
function lift() {
  if (!stroke)
    return;
  strokes.push(stroke);
  stroke = null;
  draw();
  ask();
}
canvas.addEventListener("pointerup", lift);
canvas.addEventListener("pointercancel", lift);

function undo() {
  if (mode() === "picture" || strokes.length === 0)
    return;
  strokes.pop();
  boxes = [];
  draw();
  ask();
}
function clear() {
  if (mode() === "picture")
    picture = null;
  strokes = [];
  stroke = null;
  boxes = [];
  fit();
  ask();
}
$("undo").addEventListener("click", undo);
$("clear").addEventListener("click", clear);
document.addEventListener("keydown", (event) => {
  if (event.key === "z" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    undo();
  } else if (event.key === "Escape") {
    clear();
  }
});

// Pictures: opened, dropped or pasted.
async function open(file) {
  if (!file)
    return;
  document.querySelector("input[value=picture]").checked = true;
  changeMode();
  try {
    picture = { image: await createImageBitmap(file), blob: file };
  } catch {
    picture = null;
    $("error").textContent = "This file is not a picture that the browser knows.";
    $("error").hidden = false;
    return;
  }
  fit();
  ask();
}
$("file").addEventListener("change", (event) => { open(event.target.files[0]); event.target.value = ""; });
document.addEventListener("paste", (event) => open([...event.clipboardData.files][0]));
document.addEventListener("dragover", (event) => { event.preventDefault(); sheet.classList.add("drop"); });
document.addEventListener("dragleave", () => sheet.classList.remove("drop"));
document.addEventListener("drop", (event) => { event.preventDefault(); sheet.classList.remove("drop"); open(event.dataTransfer.files[0]); });

function changeMode() {
  document.body.dataset.mode = mode();
  strokes = [];
  stroke = null;
  boxes = [];
  show(null, mode());
  fit();
}
for (const radio of document.querySelectorAll("input[name=mode]"))
  radio.addEventListener("change", () => { changeMode(); ask(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
new ResizeObserver(() => { if (!(mode() === "picture" && picture)) fit(); }).observe(sheet);

changeMode();
fetch("v1/models").then((response) => response.json()).then(({ models }) => {
  const [model] = models;
  $("model").textContent = `Model ${model.name}, version ${model.version}, ${model.parameters.toLocaleString("en")} parameters.`;
}).catch(() => { $("model").textContent = ""; });
