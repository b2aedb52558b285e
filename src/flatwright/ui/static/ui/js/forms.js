// A form is sent once, and what was typed is not lost by leaving the page.
const sent = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.method === "dialog") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  changed.delete(form);
  for (const button of buttons(form)) button.setAttribute("aria-busy", "true");
});

// Back from the next page, or after a part was filled in, the form may be sent again.
function free(form) {
  sent.delete(form);
  for (const button of buttons(form)) button.removeAttribute("aria-busy");
}

function buttons(form) {
  return [...form.elements].filter((each) => each.type === "submit");
}

window.addEventListener("pageshow", () => [...document.forms].forEach(free));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) free(form);
});

// <form data-guard> asks before what was typed is left behind.
const changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-guard]")) changed.add(form);
});

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

// <select data-submit> sends its form when another choice is made.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
