// htmx as every page has it: no eval, no inline style, the CSRF token on each change, refusals shown where they belong.
import htmx from "htmx.org/dist/htmx.esm.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false, // app.css and customer.css carry them: the page forbids inline styles
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages hold personal data: none of it stays in the browser's storage
  refreshOnHistoryMiss: true,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409", swap: true }, // refused: the answer is a fragment with reasons and clauses
    { code: "422", swap: true }, // a form with its errors
    { code: "[45]..", swap: false, error: true },
  ],
});

const SAFE = ["get", "head", "options"];

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && !SAFE.includes(event.detail.verb)) {
    event.detail.headers["X-CSRFToken"] = token.content;
  }
});

// A request that the network or the server lost is said aloud in the page's <div data-network-notice hidden>.
function notice(hidden) {
  const place = document.querySelector("[data-network-notice]");
  if (place) place.hidden = hidden;
}
document.addEventListener("htmx:sendError", () => notice(false));
document.addEventListener("htmx:responseError", () => notice(false));
document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && notice(true));

window.htmx = htmx;
export default htmx;
