// What the customer's pages load, small for a phone on a weak network: htmx, signatures, forms that are sent once.
import htmx from "./parts/htmx.js";
import { signatures } from "./parts/signature.js";
import "./parts/forms.js";

htmx.onLoad(signatures);
