// The legend, which is also the filter: a switch with a count for every kind, way of telling, outlet and relation.

import { FACETS, facetCounts, facetValues, isActive } from "./filters.js";
import { el } from "./dom.js";
import { editsNote } from "./editing.js";
import { glyph, lineSample, LINES } from "./looks.js";
import { MEASURES, setSizes } from "./sizes.js";

const TITLES = { kind: "Entities", status: "How it is told", voice: "Who tells it", relation: "Relations", outlet: "Outlets" };
const VOICES = { outlet: "The outlet itself", attributed: "Attributed" };
const SHORT = { relation: 8, outlet: 8 };

export function createLegend(root, app) {
  const { model, state } = app;
  const changed = () => app.update();
  const rows = {};
  const concepts = model.entities.filter((entity) => entity.concept);

  function names(facet, value) {
    if (facet === "kind") return model.payload.kinds.find((kind) => kind.key === value).plural;
    if (facet === "status") return LINES[value].label;
    if (facet === "voice") return VOICES[value];
    return value;
  }

  function icon(facet, value) {
    if (facet === "kind") return glyph(value);
    if (facet === "status") return lineSample(value);
    if (facet === "voice") return lineSample(value === "attributed" ? "attributed" : "stated");
    return null;
  }

  function toggle(facet, value, on) {
    const { excluded } = state.filters;
    if (on) excluded[facet].delete(value);
    else excluded[facet].add(value);
    changed();
  }

  function only(facet, value) {
    const excluded = state.filters.excluded[facet];
    excluded.clear();
    for (const other of rows[facet].keys()) if (other !== value) excluded.add(other);
    changed();
  }

  function row(facet, value) {
    const box = el("input", { type: "checkbox", onchange: (event) => toggle(facet, value, event.target.checked) });
    const count = el("span", { class: "count" });
    const name = names(facet, value);
    const onlyButton = el("button", { type: "button", class: "only", "aria-label": `Only ${name}`,
      onclick: (event) => { event.preventDefault(); only(facet, value); } }, "only");
    const line = el("label", { class: "row", title: name, "data-facet": facet, "data-value": value }, box, icon(facet, value), el("span", { class: "name", dir: "auto" }, name), onlyButton, count);
    rows[facet].set(value, { line, box, count });
    return line;
  }

  // Kinds stand in the order of the page's table, concepts and unresolved words last.
  function valuesOf(facet) {
    const found = facetValues(model, facet);
    if (facet !== "kind") return found;
    return model.payload.kinds.map((kind) => kind.key).filter((key) => found.includes(key));
  }

  function facetSection(facet) {
    rows[facet] = new Map();
    const values = valuesOf(facet);
    const section = el("fieldset", {}, el("legend", {}, TITLES[facet]), ...values.map((value) => row(facet, value)));
    const short = SHORT[facet];
    if (short && values.length > short + 2) {
      const extra = values.slice(short).map((value) => rows[facet].get(value).line);
      extra.forEach((line) => { line.hidden = true; });
      const more = el("button", { type: "button", class: "link", "aria-expanded": "false", onclick: () => {
        const open = more.getAttribute("aria-expanded") !== "true";
        more.setAttribute("aria-expanded", String(open));
        extra.forEach((line) => { line.hidden = !open; });
        more.textContent = open ? "Show fewer" : `Show all ${values.length}`;
      } }, `Show all ${values.length}`);
      section.append(more);
    }
    return section;
  }

  // One of a few: a row of switches of which one is on.
  function choice(name, title, options, chosen) {
    return el("div", {}, el("p", { class: "note" }, title),
      el("div", { class: "choices", role: "radiogroup", "aria-label": title }, ...options.map(([value, text]) => el("label", {},
        el("input", { type: "radio", name, value, checked: state[name] === value, onchange: () => { state[name] = value; chosen(); } }), text))));
  }

  function conceptChoice() {
    const shared = concepts.filter((entity) => entity.shared).length;
    return choice("concepts", "Concepts drawn", [["none", "none"], ["shared", `shared ${shared}`], ["all", `all ${concepts.length}`]], changed);
  }

  const measureNote = el("p", { class: "note" });
  function sizeChoice() {
    const select = el("select", { id: "size", "aria-label": "Size of entities", onchange: (event) => { state.size = event.target.value; setSizes(model, state.size); changed(); } },
      ...Object.entries(MEASURES).map(([value, { label }]) => el("option", { value }, label)));
    return el("div", {}, el("div", { class: "pair" }, el("label", { class: "note", for: "size" }, "Size by"), select), measureNote);
  }

  const editsRoot = el("div");
  function editsSection() {
    return el("fieldset", {}, el("legend", {}, "Your edits"), editsRoot);
  }

  function refreshEdits() {
    const clear = () => { state.hidden.clear(); app.edits.clear(); };
    const importFrom = async (file) => {
      if (!file) return;
      let count = null;
      try {
        count = app.edits.load(await file.text());
      } catch {
        count = null;
      }
      app.edits.hidden().forEach((entity) => state.hidden.add(entity));
      app.update();
      editsRoot.append(el("p", { class: "note", role: "status" }, count === null ? "This file holds no corrections." : `${count} taken in.`));
    };
    const shown = [...state.hidden].map((entity) => el("li", {}, el("button", { type: "button", class: "plain", onclick: () => app.actions.unhide(entity) }, `Show ${entity.label} again`)));
    editsRoot.replaceChildren(editsNote(app.edits, { clear, importFrom }), ...(shown.length ? [el("ul", { class: "hidden-list" }, ...shown)] : []));
  }

  function dateSection() {
    const days = model.articles.map((article) => article.date.slice(0, 10)).filter(Boolean).sort();
    const undated = model.facts.filter((fact) => !fact.article.date).length;
    if (!days.length) return null;
    const field = (key, text) => [el("label", { for: `date-${key}` }, text), el("input", { type: "date", id: `date-${key}`, min: days[0], max: days.at(-1),
      onchange: (event) => { state.filters[key] = event.target.value; changed(); } })];
    return el("fieldset", {}, el("legend", {}, "Days"), el("div", { class: "dates" }, ...field("from", "from"), ...field("to", "to")),
      undated ? el("label", { class: "row" }, el("input", { type: "checkbox", id: "date-undated", checked: true, onchange: (event) => { state.filters.undated = event.target.checked; changed(); } }),
        el("span", { class: "name" }, "Undated facts"), el("span", { class: "count" }, undated.toLocaleString("en"))) : null);
  }

  const confidence = el("input", { type: "range", id: "confidence", min: 0, max: 1, step: 0.05, value: 0,
    oninput: (event) => { state.filters.confidence = Number(event.target.value); changed(); } });
  const confidenceText = el("label", { class: "note", for: "confidence" });
  const reset = el("button", { type: "button", class: "reset", id: "reset", onclick: app.actions.resetFilters }, "Reset filters");

  const [kinds, status, voice, relation, outlet] = FACETS.map(facetSection);
  if (concepts.length) kinds.append(conceptChoice());
  kinds.append(sizeChoice());
  root.append(...[kinds, status, voice, el("div", { class: "foot-row" }, choice("rest", "What is filtered out", [["hide", "hidden"], ["fade", "faded"]], changed), reset), outlet, dateSection(),
    el("fieldset", {}, el("legend", {}, "Confidence"), confidence, confidenceText), relation, editsSection()].filter(Boolean));

  // Bring switches and counts in line with the state.
  function refresh() {
    for (const facet of FACETS) {
      const counts = facetCounts(model, state.filters, facet);
      for (const [value, { line, box, count }] of rows[facet]) {
        box.checked = !state.filters.excluded[facet].has(value);
        line.classList.toggle("off", !box.checked);
        count.textContent = (counts.get(value) ?? 0).toLocaleString("en");
      }
    }
    for (const key of ["from", "to"]) {
      const input = root.querySelector(`#date-${key}`);
      if (input) input.value = state.filters[key];
    }
    const undated = root.querySelector("#date-undated");
    if (undated) undated.checked = state.filters.undated;
    confidence.value = String(state.filters.confidence);
    confidenceText.textContent = state.filters.confidence > 0 ? `at least ${state.filters.confidence.toFixed(2)}` : "any";
    reset.disabled = !isActive(state.filters);
    measureNote.textContent = MEASURES[state.size].explain;
    root.querySelector("#size").value = state.size;
    for (const name of ["concepts", "rest"]) for (const input of root.querySelectorAll(`input[name="${name}"]`)) input.checked = state[name] === input.value;
    refreshEdits();
  }
  return { refresh };
}
