// Small helps for forms: lines that can be added, a form that is sent once, a filter that applies when chosen.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rows-add]");
  if (!button) return;
  const rows = button.closest("[data-rows]");
  const lines = rows.querySelector("[data-rows-lines]");
  const made = rows.querySelector("template[data-rows-blank]").content.cloneNode(true);
  made.querySelectorAll("[name], [id], [for]").forEach((item) => {
    for (const key of ["name", "id", "for"]) {
      const value = item.getAttribute(key);
      if (value) item.setAttribute(key, value.replace("__n__", String(lines.children.length)));
    }
  });
  lines.append(made);
  lines.lastElementChild.querySelector("input, select, textarea")?.focus();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault(); // the second tap of an impatient finger
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(() => delete form.dataset.sent, 4000);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters, form[data-auto]");
  if (form && event.target.tagName === "SELECT") form.requestSubmit();
});
