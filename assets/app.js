// What the staff's pages load: htmx, Alpine (CSP build), Tabler's own behaviour, signatures.
import "@tabler/core/dist/js/tabler.esm.js";
import Alpine from "./parts/alpine.js";
import htmx from "./parts/htmx.js";
import { signatures } from "./parts/signature.js";

htmx.onLoad(signatures);
Alpine.start();
