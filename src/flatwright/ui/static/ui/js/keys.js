// Single keys: `data-key="g t"` on a link, a button or a field says which ones reach it.
// They are off while something is typed, and for whoever turned them off (WCAG 2.1.4).
const PAUSE = 1200;
let before = "";
let since = 0;

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.body.dataset.shortcuts === "off" || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "?") return showKeys(event);
  const pressed = event.timeStamp - since < PAUSE && before ? `${before} ${event.key}` : event.key;
  const found = reached(pressed) ?? reached(event.key);
  before = event.key;
  since = event.timeStamp;
  if (!found) return;
  before = "";
  event.preventDefault();
  if (!found.matches("input, textarea, select")) return found.click();
  found.focus();
  found.select?.();
});

// The first that can be seen: the same page may stand in two navigations.
function reached(keys) {
  const all = document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`);
  return [...all].find((each) => each.checkVisibility()) ?? all[0] ?? null;
}

function showKeys(event) {
  event.preventDefault();
  document.getElementById("keys")?.showModal();
}

// The list of keys is what the page has.
const list = document.querySelector("[data-keys-here]");
const named = new Set();
for (const each of document.querySelectorAll("[data-key]")) {
  const keys = each.dataset.key;
  const says = each.dataset.keySays || each.getAttribute("aria-label") || each.textContent.trim();
  if (!list || named.has(keys)) continue;
  named.add(keys);
  list.append(line(keys, says));
}

function line(keys, says) {
  const row = document.createElement("div");
  const head = document.createElement("dt");
  keys.split(" ").forEach((key, place) => {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    head.append(place ? " " : "", cap);
  });
  const words = document.createElement("dd");
  words.textContent = says;
  row.append(head, words);
  return row;
}
