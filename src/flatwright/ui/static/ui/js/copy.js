// <button data-copy="text"> or <button data-copy-from="id">
import { toast } from "./toasts.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const from = document.getElementById(button.dataset.copyFrom ?? "");
  const text = button.dataset.copy ?? from?.value ?? from?.textContent ?? "";
  try {
    await navigator.clipboard.writeText(text.trim());
    toast("Copied.");
  } catch {
    from?.select?.();
    toast("Your browser does not let this page copy. Select the text and copy it.", "warning");
  }
});
