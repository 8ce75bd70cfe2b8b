// What all parts of the page use.
export const $ = (id) => document.getElementById(id);

export const mode = () => document.querySelector("input[name=mode]:checked").value;

// Nothing is quite certain, and nothing quite impossible.
export const percent = (p) => p > 0.999 ? "over 99.9 %" : p < 0.01 ? "under 1 %" : `${(100 * p).toFixed(p > 0.995 ? 1 : 0)} %`;

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function fail(message) {
  $("error").textContent = message;
  $("error").hidden = false;
}

// For screen readers, and only what they need: nothing while a line is being drawn.
export function say(text) {
  if ($("spoken").textContent !== text)
    $("spoken").textContent = text;
}
