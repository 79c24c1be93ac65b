// What is in sight, saved as a file: picture, facts, corrections.

import { byId, el } from "./dom.js";
import { svgText, toPng, toSvg } from "./picture.js";
import { toCsv, toJson } from "./textexport.js";
import { toTurtle } from "./turtle.js";

const NAMES = { edits: "corrections.json" };

export function createSaving(app) {
  const { model, payload } = app;
  const caption = () => byId("status").textContent;
  const text = (content, type) => async () => new Blob([content()], { type });
  const exporters = {
    png: async () => toPng(toSvg(app.scene, model, caption())),
    svg: text(() => svgText(toSvg(app.scene, model, caption())), "image/svg+xml"),
    csv: text(() => toCsv(app.visibleFacts(), payload.base), "text/csv;charset=utf-8"),
    json: text(() => toJson(app.visibleFacts(), model), "application/json"),
    ttl: text(() => toTurtle(app.visibleFacts(), model), "text/turtle"),
    edits: text(() => app.edits.toJson(), "application/json"),
  };

  async function save(kind) {
    if (!app.scene && (kind === "png" || kind === "svg")) return;
    const address = URL.createObjectURL(await exporters[kind]());
    el("a", { href: address, download: NAMES[kind] ?? `newsgraph.${kind}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  function setMenu(shown) {
    byId("export-menu").hidden = !shown;
    byId("export-button").setAttribute("aria-expanded", String(shown));
  }
  byId("export-button").addEventListener("click", () => setMenu(byId("export-menu").hidden));
  byId("export-menu").addEventListener("click", (event) => {
    const kind = event.target.dataset.export;
    if (!kind) return;
    setMenu(false);
    save(kind);
  });
  byId("export-menu").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    setMenu(false);
    byId("export-button").focus();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu")) setMenu(false); });
  return exporters;
}
