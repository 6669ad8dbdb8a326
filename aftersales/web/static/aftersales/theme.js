// Light or dark before anything is painted: the system's preference, unless the viewer chose otherwise on this device.
(function () {
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function show() {
    var chosen = null;
    try {
      chosen = window.localStorage.getItem("aftersales-theme");
    } catch (refused) {
      chosen = null; // a browser that keeps nothing follows the system
    }
    document.documentElement.setAttribute("data-bs-theme", chosen || (dark.matches ? "dark" : "light"));
  }
  dark.addEventListener("change", show);
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-theme-switch]");
    if (!button) return;
    var next = document.documentElement.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem("aftersales-theme", next);
    } catch (refused) {
      // shown for this page only
    }
    document.documentElement.setAttribute("data-bs-theme", next);
  });
  show();
})();
