// The facts table: the same facts as the picture, as text, sortable; it needs no canvas.

import { day, objectText, relationPhrase, speakerName, subjectText } from "./model.js";
import { el, outward } from "./dom.js";

const CHUNK = 200;
const ORDER = new Intl.Collator("en", { numeric: true });
const COLUMNS = [
  ["Subject", subjectText], ["Relation", relationPhrase], ["Object", objectText], ["According to", speakerName],
  ["When", (fact) => fact.time || fact.timeText || ""], ["Outlet", (fact) => fact.article.outlet || ""],
  ["Published", (fact) => day(fact.article.date)], ["Confidence", (fact) => fact.confidence.toFixed(2)],
];

export function createTable(root, open, everything) {
  let all = false;
  let facts = [];
  let notice = "";
  let sort = { column: 6, down: true };
  let shown = CHUNK;

  function sorted() {
    const value = COLUMNS[sort.column][1];
    const way = sort.down ? -1 : 1;
    const keyed = (all ? everything() : facts).map((fact) => [value(fact), fact]);
    return keyed.sort(([x, a], [y, b]) => way * ORDER.compare(x, y) || a.index - b.index).map(([, fact]) => fact);
  }

  function head() {
    return el("tr", {}, ...COLUMNS.map(([name], i) => el("th", { scope: "col", "aria-sort": sort.column === i ? (sort.down ? "descending" : "ascending") : null },
      el("button", { type: "button", onclick: () => { sort = { column: i, down: sort.column === i ? !sort.down : false }; render(); } },
        `${name}${sort.column === i ? (sort.down ? " ▾" : " ▴") : ""}`))), el("th", { scope: "col" }, el("button", { type: "button", disabled: true }, "Article")));
  }

  function line(fact) {
    return el("tr", { "data-fact": fact.iri }, ...COLUMNS.map(([, value], i) => {
      const text = value(fact);
      const entity = i === 0 ? fact.subject : i === 2 ? fact.object : i === 3 ? fact.speaker : null;
      return el("td", { class: i > 3 ? "number" : null, dir: i < 4 ? "auto" : null }, entity ? el("button", { type: "button", onclick: () => open(entity) }, text) : text);
    }), el("td", {}, outward(fact.article.url, fact.article.headline || "untitled article")));
  }

  function render() {
    const rows = sorted();
    const others = everything();
    const choice = el("span", { class: "segments inline", role: "group", "aria-label": "Facts listed" },
      el("button", { type: "button", "aria-pressed": String(!all), onclick: () => { all = false; render(); } }, `In the picture (${facts.length})`),
      el("button", { type: "button", id: "table-all", "aria-pressed": String(all), onclick: () => { all = true; render(); } }, `All that pass the filters (${others.length})`));
    const more = rows.length > shown ? el("button", { type: "button", class: "more", onclick: () => { shown += CHUNK * 5; render(); } }, `Show more of ${rows.length - shown} further facts`) : null;
    root.replaceChildren(...[notice ? el("p", { class: "notice" }, notice) : null,
      el("table", { "data-rows": rows.length }, el("caption", {}, facts.length < others.length ? choice : null, ` ${rows.length.toLocaleString("en")} facts; click a heading to sort`),
        el("thead", {}, head()), el("tbody", {}, ...rows.slice(0, shown).map(line))), more].filter(Boolean));
  }

  return {
    // Rows are made when the table comes into sight, not before.
    show(next) { facts = next; shown = CHUNK; this.refresh(); },
    refresh() { if (!root.hidden) render(); },
    warn(text) { notice = text; },
  };
}
