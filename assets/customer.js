// What the customer's pages load, small for a phone on a weak network: htmx and signatures, nothing else.
import htmx from "./parts/htmx.js";
import { signatures } from "./parts/signature.js";

htmx.onLoad(signatures);
