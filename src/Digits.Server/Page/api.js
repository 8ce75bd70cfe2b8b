// Requests to the server, with the user's key and the chosen model.
import { $ } from "./dom.js";

const slot = "digits-key";
let key = sessionStorage.getItem(slot) ?? "";
let model = "";

export class KeyWanted extends Error {}

export function chooseModel(name) {
  model = name;
}

export async function request(path, body, signal) {
  const headers = key ? { "X-API-Key": key } : {};
  if (body)
    headers["Content-Type"] = body.type || "application/octet-stream";
  const query = body && model ? `${path.includes("?") ? "&" : "?"}model=${encodeURIComponent(model)}` : "";
  const response = await fetch(path + query, { method: body ? "POST" : "GET", body, headers, signal });
  if (response.status === 401) {
    wantKey();
    throw new KeyWanted("The server wants a key.");
  }
  const answer = await response.json();
  if (!response.ok)
    throw new Error(answer.detail || `The server answers ${response.status}.`);
  return answer;
}

function wantKey() {
  $("key-note").textContent = key ? "This key is wrong." : "It is kept until you close this tab.";
  $("key-note").classList.toggle("error", key !== "");
  key = "";
  sessionStorage.removeItem(slot);
  if (!$("key-form").hidden)
    return;
  $("key-form").hidden = false;
  $("key").value = "";
  $("key").focus();
}

// Calls back when there is a new key to try.
export function onKey(retry) {
  $("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    key = $("key").value.trim();
    sessionStorage.setItem(slot, key);
    $("key-form").hidden = true;
    retry();
  });
}
