// Search over names and aliases: best matches first, whether they are drawn or not.

import { fold, matchRank } from "./fold.js";
import { byId, el, plural } from "./dom.js";
import { glyph } from "./looks.js";

const SHOWN = 12;

export function findEntities(entities, text) {
  const query = fold(text);
  if (!query) return [];
  const found = [];
  for (const entity of entities) {
    let best = null;
    for (let i = 0; i < entity.folded.length; i += 1) {
      const rank = matchRank(entity.folded[i], query);
      if (rank !== null && (best === null || rank + (i ? 0.5 : 0) < best.rank)) best = { rank: rank + (i ? 0.5 : 0), alias: i ? entity.aliases[i - 1] : null };
    }
    if (best) found.push({ entity, ...best });
  }
  return found.sort((a, b) => Math.floor(a.rank) - Math.floor(b.rank) || a.entity.light - b.entity.light || b.entity.importance - a.entity.importance || a.rank - b.rank || a.entity.index - b.entity.index);
}

export function createSearch(model, isDrawn, choose, leave) {
  const input = byId("search");
  const list = byId("results");
  let results = [];
  let at = -1;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  }

  function mark(next) {
    if (!results.length) return;
    at = (next + results.length) % results.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    input.setAttribute("aria-activedescendant", `result-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function pick(index) {
    const result = results[index];
    if (!result) return;
    input.value = "";
    close();
    choose(result.entity);
  }

  function render() {
    const matches = findEntities(model.entities, input.value);
    results = matches.slice(0, SHOWN);
    list.replaceChildren(...results.map(({ entity, alias }, i) => el("li", { role: "option", id: `result-${i}`, "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); pick(i); } }, glyph(entity.kind),
    el("span", { class: "name", dir: "auto" }, entity.label, alias ? el("span", { class: "also" }, ` (${alias})`) : ""),
    el("span", { class: "count" }, isDrawn(entity) ? plural(entity.facts.length, "fact") : `${plural(entity.facts.length, "fact")}, not drawn`))));
    if (!results.length && input.value.trim()) list.append(el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No entity has this name"));
    if (matches.length > SHOWN) list.append(el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, `${matches.length - SHOWN} more; type on`));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (results.length) mark(0);
  }

  input.addEventListener("input", render);
  input.addEventListener("focus", () => { if (input.value.trim()) render(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter") pick(at);
    else if (event.key === "Escape") {
      input.value = "";
      close();
      leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { focus: () => { input.focus(); input.select(); } };
}
