// The models: which one answers, and what is known about it.
import { $, element } from "./dom.js";
import { chooseModel, request } from "./api.js";
import { useModel } from "./answer.js";

const sets = {
  mnist: "MNIST's handwritten digits", strokes: "digits that a program draws", forms: "digits that a program draws in many ways of writing",
  negatives: "drawn letters, signs and scrawls that are no digits",
};
const names = { mnist: "MNIST" };
let models = [];

export async function load() {
  models = (await request("v1/models")).models;
  const before = $("models").value;
  $("models").replaceChildren(...models.map((model) => element("option", {}, model.name)));
  $("models").value = models.some((model) => model.name === before) ? before : models[0].name;
  $("model-choice").hidden = models.length < 2;
  use();
}

const current = () => models.find((model) => model.name === $("models").value);

function use() {
  const model = current();
  chooseModel(model.name);
  $("model").textContent = `Model ${model.name}, version ${model.version}, ${model.parameters.toLocaleString("en")} parameters.`;
  $("about").hidden = false;
  for (const radio of document.querySelectorAll("input[name=mode]")) {
    radio.disabled = radio.value !== "digit" && !model.reads_pictures;
    radio.parentElement.title = radio.disabled ? "This model's classes are not the ten digits" : "";
    if (radio.disabled && radio.checked)
      document.querySelector("input[value=digit]").click();
  }
  useModel(model);
}

export function onModel(changed) {
  $("models").addEventListener("change", () => {
    use();
    changed();
  });
}

const exact = (share) => `${(100 * share).toFixed(2)} %`;
const plain = (text) => text.split("+").map((name) => sets[name] ?? name).join(", ");

function facts(model) {
  const classes = model.labels.filter((label) => label !== "none");
  const hasNone = classes.length < model.labels.length;
  const tested = names[model.evaluated_on] ?? model.evaluated_on ?? "an unnamed set";
  return [
    ["Name", model.name],
    ["Version", model.version],
    ["Reads", `gray images of ${model.width} × ${model.height} pixels; drawings and pictures are framed to this first`],
    ["Answers", `${classes.length > 12 ? `${classes.length} classes` : classes.join(", ")}${hasNone ? ", or that it is none of these" : ""}`],
    ["Parameters", model.parameters.toLocaleString("en")],
    ["Trained on", model.training_data && plain(model.training_data)],
    ["Test", model.test_accuracy !== undefined && `${exact(model.test_accuracy)} right on the test images of ${tested}`],
    ["Validation", model.validation_accuracy !== undefined && `${exact(model.validation_accuracy)} right on images that were kept back from training`],
  ].filter(([, value]) => value);
}

function limits(model) {
  return [
    "Pens, papers and ways of writing unlike those that it was trained and tested on are read less well.",
    model.labels.includes("none")
      ? "Some letters and signs that look like digits are taken for digits."
      : "It takes whatever it gets for one of its classes, letters and scrawls too.",
    "Look-alikes are confused: a 1 with a long upstroke and a 7, an open 4 and a 9, an unfinished 8 and a 9.",
    "A percentage is the model's own opinion. Check what matters.",
  ].filter((_, i) => model.reads_pictures || i !== 2);
}

$("about").addEventListener("click", () => {
  const model = current();
  $("facts").replaceChildren(...facts(model).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  $("purpose").textContent = model.reads_pictures
    ? "It names a single handwritten digit. In whole numbers and pictures a second network, which comes with the server, reads the lines, "
      + "and this one what stands alone."
    : "It names the class that one small image shows. It does not read whole pictures, since its classes are not the ten digits.";
  $("limits").replaceChildren(...limits(model).map((text) => element("li", {}, text)));
  $("model-card").showModal();
});
$("model-card-close").addEventListener("click", () => $("model-card").close());
