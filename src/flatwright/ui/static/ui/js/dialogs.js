// Dialogs open by `command` and `commandfor`; this is for browsers that do not know them,
// and for the question before something that is hard to undo.
const knows = "commandForElement" in HTMLButtonElement.prototype;

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[commandfor]");
  if (!button || knows) return;
  const dialog = document.getElementById(button.getAttribute("commandfor"));
  if (button.getAttribute("command") === "close") dialog?.close();
  else dialog?.showModal();
});

const confirmed = new WeakSet();
let asking = null;

// <form data-confirm="Remove this device?" data-confirm-yes="Remove">
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const says = event.submitter?.dataset.confirm || form.dataset.confirm;
    const dialog = document.getElementById("confirm");
    if (!says || !dialog || confirmed.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asking = { form, submitter: event.submitter };
    const yes = dialog.querySelector("[data-confirm-yes]");
    dialog.querySelector("[data-confirm-says]").textContent = says;
    yes.querySelector("span").textContent = form.dataset.confirmYes || "Yes";
    yes.classList.toggle("danger", event.submitter?.classList.contains("danger") ?? false);
    dialog.showModal();
  },
  true,
);

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-confirm-yes]") || event.target.closest("form")) return;
  const { form, submitter } = asking ?? {};
  document.getElementById("confirm").close();
  asking = null;
  if (!form) return;
  confirmed.add(form);
  form.requestSubmit(submitter);
  confirmed.delete(form);
});
