// The page: strokes on a canvas, or a picture, go to the server as PNG; its answer is shown as it comes.
import { $, fail, mode } from "./dom.js";
import { KeyWanted, onKey, request } from "./api.js";
import { clear, draw, empty, fit, isEmpty, lay, onInk, play, toBlob, undo } from "./sheet.js";
import { show } from "./answer.js";
import { explain, stop } from "./explain.js";
import { load, onModel } from "./models.js";
import { offerCamera } from "./camera.js";
import { gallery } from "./examples.js";

let asking = null, again = false;
const paths = { digit: "v1/classify", number: "v1/read?mode=page", picture: "v1/read?mode=auto" };

// One question at a time; what was drawn meanwhile is asked next. A stroke that is over does not wait for the answer to its beginning.
async function ask(isOver = true) {
  again = true;
  if (asking) {
    if (isOver)
      asking.abort();
    return;
  }
  while (again) {
    again = false;
    const { signal } = asking = new AbortController();
    const kind = mode();
    try {
      const blob = toBlob();
      const answer = blob && await request(paths[kind], blob, signal);
      if (kind === mode() && !isEmpty() === !!answer)
        show(answer, kind);
    } catch (problem) {
      if (signal.aborted)
        continue;
      show(null, mode());
      if (!(problem instanceof KeyWanted))
        fail(problem instanceof TypeError ? "The server does not answer." : problem.message);
    }
  }
  asking = null;
}

// For tests: when nothing is left to be asked.
window.digitsIdle = async () => {
  while (asking || again)
    await new Promise((done) => setTimeout(done, 5));
};

onInk((isOver) => {
  ask(isOver);
  if (isOver)
    explain();
  else
    stop();
});

// False where the model cannot do that.
function changeMode(kind = mode()) {
  const radio = document.querySelector(`input[value=${kind}]`);
  if (radio.disabled) {
    fail("This model reads one drawing at a time: its classes are not the ten digits.");
    return false;
  }
  radio.checked = true;
  document.body.dataset.mode = kind;
  empty();
  show(null, kind);
  fit();
  explain();
  return true;
}

// Pictures: opened, dropped, pasted or taken.
async function open(file) {
  if (!file || !changeMode("picture"))
    return;
  try {
    lay(await createImageBitmap(file), file);
  } catch {
    lay(null);
    fail("This file is not a picture that the browser knows.");
    return;
  }
  ask();
}

$("undo").addEventListener("click", undo);
$("clear").addEventListener("click", clear);
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.target.matches("input[type=password]"))
    return;
  if (event.key === "z" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    undo();
  } else if (event.key === "Escape") {
    clear();
  }
});
$("file").addEventListener("change", (event) => { open(event.target.files[0]); event.target.value = ""; });
document.addEventListener("paste", (event) => open([...event.clipboardData.files][0]));
document.addEventListener("dragover", (event) => { event.preventDefault(); $("sheet").classList.add("drop"); });
document.addEventListener("dragleave", () => $("sheet").classList.remove("drop"));
document.addEventListener("drop", (event) => { event.preventDefault(); $("sheet").classList.remove("drop"); open(event.dataTransfer.files[0]); });
for (const radio of document.querySelectorAll("input[name=mode]"))
  radio.addEventListener("change", () => changeMode());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
new ResizeObserver(fit).observe($("sheet"));

async function start() {
  try {
    await load();
    if (!isEmpty()) {
      ask();
      explain();
    }
  } catch (problem) {
    if (!(problem instanceof KeyWanted))
      fail(problem instanceof TypeError ? "The server does not answer." : problem.message);
  }
}
onKey(start);
onModel(() => { ask(); explain(); });
gallery((kind, strokes) => changeMode(kind) && play(strokes), open);
offerCamera(open);
changeMode();
start();
