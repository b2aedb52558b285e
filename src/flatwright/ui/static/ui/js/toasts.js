// Short words that something is done, or is not; and what a part's answer could not show.
const STAYS = 8000;

export function toast(says, tone = "good") {
  const place = document.getElementById("toasts");
  if (!place || !says) return;
  const note = document.createElement("div");
  note.className = `notice notice-${tone}`;
  const words = document.createElement("div");
  words.textContent = says;
  const away = document.createElement("button");
  away.type = "button";
  away.className = "button icon-button quiet";
  away.setAttribute("aria-label", "Dismiss");
  away.textContent = "\u00d7";
  away.dataset.dismiss = "";
  note.append(words, away);
  place.append(note);
  if (tone === "good") setTimeout(() => leave(note), STAYS);
}

// What somebody is reading or standing on stays.
function leave(note) {
  if (note.matches(":hover, :focus-within")) setTimeout(() => leave(note), STAYS);
  else note.remove();
}

document.addEventListener("click", (event) => {
  const away = event.target.closest("[data-dismiss]");
  if (away) away.closest(".notice").remove();
});

const WORDS = {
  403: "Your role does not include this.",
  404: "This is not here any more.",
  429: "That was too often. Wait a moment, then try again.",
};

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const { status, responseText } = xhr;
  const plain = (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/plain");
  const own = plain && responseText.length < 300 ? responseText : "";
  toast(own || WORDS[status] || "That did not work. Load the page again.", "error");
});

document.addEventListener("htmx:sendError", () => {
  toast("The server did not answer. Nothing was changed; try again.", "error");
});
