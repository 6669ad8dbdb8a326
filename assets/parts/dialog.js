// A link marked [data-dialog] opens its page's form inside the page's <dialog>; without this script it is an ordinary link.
import htmx from "./htmx.js";

const box = () => document.getElementById("dialog");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (link && box() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    htmx.ajax("GET", link.href, { target: "#dialog-body", swap: "innerHTML", headers: { "X-Dialog": "1" } }).then(() => {
      const dialog = box();
      if (!dialog.open) dialog.showModal();
    });
  }
  const close = event.target.closest("[data-dialog-close]");
  if (close && box()?.open && box().contains(close)) {
    event.preventDefault();
    box().close();
  }
});

// A form inside the dialog is answered inside the dialog, unless the answer sends the browser elsewhere.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!box()?.contains(form) || form.method !== "post") return;
  event.preventDefault();
  htmx.ajax("POST", form.getAttribute("action"), {
    source: form,
    target: "#dialog-body",
    swap: "innerHTML",
    headers: { "X-Dialog": "1" },
  });
});

// What was refused is read first.
document.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target.querySelector("[data-focus]")?.focus();
});
