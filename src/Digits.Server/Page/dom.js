// What all parts of the page use.
export const $ = (id) => document.getElementById(id);

export const mode = () => document.querySelector("input[name=mode]:checked").value;

export const percent = (p) => `${(100 * p).toFixed(p > 0.995 && p < 1 ? 1 : 0)} %`;

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
