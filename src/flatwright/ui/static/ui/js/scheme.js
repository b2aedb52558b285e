// Light, dark or as the system has it: shown at once, remembered at the server.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-scheme-form]")) return;
  event.preventDefault();
  const scheme = event.submitter.value;
  document.documentElement.dataset.scheme = scheme;
  for (const each of document.querySelectorAll("[data-scheme-form] button")) {
    each.setAttribute("aria-pressed", String(each.value === scheme));
  }
  fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
}, true);
