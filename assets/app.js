// What the staff's pages load: htmx, Alpine (CSP build), Tabler's own behaviour, signatures, dialogs, forms.
import "@tabler/core/dist/js/tabler.esm.js";
import Alpine from "./parts/alpine.js";
import htmx from "./parts/htmx.js";
import { signatures } from "./parts/signature.js";
import "./parts/dialog.js";
import "./parts/forms.js";
import "./parts/keys.js";

htmx.onLoad(signatures);
Alpine.start();
