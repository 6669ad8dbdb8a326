// Signing by hand: a canvas inside [data-signature] writes its picture into the hidden field beside it.
//
// <div data-signature>
//   <canvas></canvas> <input type="hidden" name="signature"> <button type="button" data-signature-clear>…</button>
// </div>
import SignaturePad from "signature_pad";

const PEN = "#111"; // on white in every theme: what is signed is printed

function fit(canvas, pad) {
  const ratio = Math.max(window.devicePixelRatio || 1, 1);
  const strokes = pad.toData();
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  pad.fromData(strokes); // turning the phone must not lose a signature
}

function attach(place) {
  if (place.dataset.signatureReady) return;
  place.dataset.signatureReady = "yes";
  const canvas = place.querySelector("canvas");
  const field = place.querySelector("input[type=hidden]");
  const pad = new SignaturePad(canvas, { penColor: PEN, backgroundColor: "#fff" });
  const keep = () => {
    field.value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  pad.addEventListener("endStroke", keep);
  place.querySelector("[data-signature-clear]")?.addEventListener("click", () => {
    pad.clear();
    keep();
  });
  new ResizeObserver(() => canvas.offsetWidth && fit(canvas, pad)).observe(canvas);
}

export function signatures(root) {
  if (root.matches?.("[data-signature]")) attach(root);
  root.querySelectorAll("[data-signature]").forEach(attach);
}
