// Alpine in its CSP build: components are registered here by name, pages only name them (x-data="menu").
import Alpine from "@alpinejs/csp";

Alpine.data("menu", () => ({
  open: false,
  toggle() {
    this.open = !this.open;
  },
  close() {
    this.open = false;
  },
}));

window.Alpine = Alpine;
export default Alpine;
