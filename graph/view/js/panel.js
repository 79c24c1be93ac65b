// The details of what is chosen: an entity with its facts, or a line with every statement behind it.

import { el, outward, plural } from "./dom.js";
import { factCard } from "./evidence.js";
import { glyph } from "./looks.js";

const CHUNK = 40;

function factList(facts, open) {
  const list = el("ol", { class: "facts" });
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const grow = () => {
    for (const fact of facts.slice(shown, shown + CHUNK)) list.append(factCard(fact, open));
    shown = Math.min(facts.length, shown + CHUNK);
    more.hidden = shown >= facts.length;
    more.textContent = `Show ${Math.min(CHUNK, facts.length - shown)} more of ${facts.length - shown}`;
  };
  more.addEventListener("click", grow);
  grow();
  return [list, more];
}

// Newest first; undated ones last; then in the order of the text.
function byDate(a, b) {
  const [left, right] = [a.article.date || "", b.article.date || ""];
  if (left !== right) return left < right ? 1 : -1;
  return a.sentence - b.sentence || a.index - b.index;
}

function heading(title, close, ...rest) {
  return el("header", {}, el("h2", { dir: "auto" }, title),
    el("button", { type: "button", class: "icon-button close", "aria-label": "Close details", onclick: close }, "×"), ...rest);
}

export function entityPanel(entity, facts, model, actions) {
  const kind = model.payload.kinds.find((one) => one.key === entity.kind);
  const own = facts.filter((fact) => fact.subject === entity || fact.object === entity).sort(byDate);
  const said = facts.filter((fact) => fact.speaker === entity && !own.includes(fact)).sort(byDate);
  const elsewhere = facts.filter((fact) => !own.includes(fact) && !said.includes(fact)).sort(byDate);
  const links = entity.links.flatMap((url, i) => [i ? ", " : "", outward(url, url.replace(/^https?:\/\/(www\.)?/, ""))]);
  const parts = [
    heading(entity.label, actions.close,
      el("p", { class: "kind" }, glyph(entity.kind), `${kind.label} · ${plural(entity.mentions, "mention")} in ${plural(entity.articleCount, "article")}`),
      entity.aliases.length ? el("p", { class: "also" }, `Also: ${entity.aliases.join(", ")}`) : null,
      links.length ? el("p", { class: "also" }, "Same as: ", ...links) : null,
      el("div", { class: "actions" },
        el("button", { type: "button", "data-action": "focus", onclick: () => actions.focus(entity) }, "Focus"),
        el("button", { type: "button", "data-action": "expand", onclick: () => actions.expand(entity) }, "Expand"))),
  ];
  if (own.length) parts.push(el("h3", {}, plural(own.length, "fact")), ...factList(own, actions.open));
  if (said.length) parts.push(el("h3", {}, `Says: ${plural(said.length, "more statement")}`), ...factList(said, actions.open));
  if (elsewhere.length) parts.push(el("h3", {}, `Place of ${plural(elsewhere.length, "fact")}`), ...factList(elsewhere, actions.open));
  const hidden = entity.facts.length - facts.length;
  if (hidden > 0) {
    parts.push(el("p", { class: "left-out" }, `${plural(hidden, "further fact")} not in the picture: filtered out, or about entities that are not drawn. “Focus” draws them.`));
  } else if (!facts.length) {
    parts.push(el("p", { class: "left-out" }, "No fact about this entity was extracted; it is only mentioned."));
  }
  return parts;
}

export function linePanel(link, facts, reverse, actions) {
  const outlets = new Set(facts.map((fact) => fact.article.outlet || "unknown outlet"));
  const title = el("span", {}, link.from.label, el("span", { class: "arrow" }, " → "), link.to.label);
  return [
    heading(title, actions.close,
      el("p", { class: "kind" }, `${plural(facts.length, "statement")} from ${plural(outlets.size, "outlet")}`),
      reverse ? el("div", { class: "actions" }, el("button", { type: "button", onclick: () => actions.openLine(reverse.id) },
        `${plural(reverse.facts.length, "statement")} in the other direction`)) : null),
    ...factList([...facts].sort(byDate), actions.open),
  ];
}

export function discPanel(disc, members, actions) {
  return [
    heading(disc.name, actions.close,
      el("p", { class: "kind" }, `Community of ${plural(disc.size, "entity", "entities")}`),
      el("div", { class: "actions" }, el("button", { type: "button", onclick: () => actions.openDisc(disc) },
        `Draw its ${Math.min(disc.size, members.length)} most told about`))),
    el("h3", {}, "Its main entities"),
    el("ol", { class: "facts" }, ...members.slice(0, 12).map((entity) => el("li", { class: "fact" }, el("p", { class: "line" },
      el("button", { type: "button", onclick: () => actions.open(entity) }, entity.label), el("span", { class: "relation" }, ` ${plural(entity.facts.length, "fact")}`))))),
  ];
}

