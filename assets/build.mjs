// Builds what the browser loads: bundles, the icon sprite and the notices of the libraries inside them.
// `node assets/build.mjs` once, `--watch` while working. It reads node_modules and assets/, asks no network.
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(root, "aftersales/web/static/aftersales/dist");
const icons = join(root, "node_modules/@tabler/icons/icons");

const options = {
  entryPoints: ["app.js", "customer.js", "app.css", "customer.css"].map((name) => join(here, name)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome90", "safari15", "firefox90"],
  charset: "utf8",
  legalComments: "none", // licences.txt carries them, whole
  logLevel: "warning",
};

async function listedIcons() {
  const text = await readFile(join(here, "icons.txt"), "utf8");
  const lines = text.split("\n").map((line) => line.replace(/#.*/, "").trim());
  return lines.filter(Boolean);
}

// `name` is an outline icon, `name-filled` a filled one; the name that a page writes is the name in the list.
async function symbol(name) {
  const filled = name.endsWith("-filled");
  const file = filled ? join(icons, "filled", `${name.slice(0, -7)}.svg`) : join(icons, "outline", `${name}.svg`);
  const source = await readFile(file, "utf8").catch(() => {
    throw new Error(`assets/icons.txt lists '${name}', but the icon set has no such icon.`);
  });
  const body = source
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, "")
    .replace(/\s*\n\s*/g, "");
  const ink = filled
    ? 'fill="currentColor"'
    : 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${ink}>${body}</symbol>`;
}

async function sprite() {
  const symbols = await Promise.all((await listedIcons()).map(symbol));
  await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

// The libraries' licences ask that their text travels with the copies: one file beside the bundles.
async function notices() {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const shipped = Object.keys(packages).filter((path) => path && !packages[path].dev);
  const parts = await Promise.all(shipped.map(notice));
  await writeFile(join(out, "licences.txt"), `${parts.join(`\n${"-".repeat(78)}\n\n`)}`);
}

async function notice(path) {
  const folder = join(root, path);
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

async function main() {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await Promise.all([sprite(), notices()]);
  if (process.argv.includes("--watch")) {
    const context = await esbuild.context({ ...options, minify: false, sourcemap: "linked", logLevel: "info" });
    await context.watch();
  } else {
    await esbuild.build(options);
  }
}

main().catch((problem) => {
  console.error(problem.message);
  process.exitCode = 1;
});
