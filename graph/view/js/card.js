// Who or what an entity is, in short: kind, names, first and last seen, outlets, the same thing elsewhere.

import { readable, spoken } from "./clock.js";
import { el, outward, plural } from "./dom.js";
import { samenessList } from "./editing.js";
import { glyph } from "./looks.js";

function seenBetween(entity) {
  const days = entity.facts.map((fact) => fact.publishedDay).filter(Boolean).sort();
  if (!days.length) return null;
  return days[0] === days.at(-1) ? `Seen ${readable(days[0])}` : `First seen ${readable(days[0])}, last ${readable(days.at(-1))}`;
}

function outletsOf(entity) {
  const counts = new Map();
  for (const fact of entity.facts) {
    const outlet = fact.article.outlet || "unknown outlet";
    counts.set(outlet, (counts.get(outlet) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([outlet, count]) => `${outlet} (${count})`).join(", ");
}

const KNOWN = [
  [/^https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/(Q\d+)/, "Wikidata"],
  [/^https?:\/\/(?:sws\.|www\.)?geonames\.org\/(\d+)/, "GeoNames"],
];

function externalName(url) {
  for (const [pattern, name] of KNOWN) {
    const found = pattern.exec(url);
    if (found) return `${name} ${found[1]}`;
  }
  return url.replace(/^https?:\/\/(www\.)?/, "");
}

// What happened, when, where and with whom; and for everyone else, the events they take part in.
function eventLines(entity, app, line) {
  const open = (one, text = one.label) => el("button", { type: "button", class: "plain", onclick: () => app.actions.open(one) }, text);
  const listed = (entities) => entities.flatMap((one, i) => [i ? ", " : "", open(one)]);
  const { event } = entity;
  if (!event) {
    const own = app.model.events.filter((one) => one.actors.includes(entity) || one.place === entity);
    return own.length ? [line("events", "Events: ", ...own.flatMap((one, i) => [i ? "; " : "", open(one.entity, one.name)]))] : [];
  }
  const when = event.from ? spoken(event.from === event.to ? event.from : `${event.from}/${event.to}`) : event.to ? `by ${spoken(event.to)}` : "";
  return [line("event", [event.kind, when].filter(Boolean).join(" · "), ...(event.place ? [" · ", open(event.place)] : [])),
    event.actors.length ? line("actors", "With ", ...listed(event.actors)) : null, line("reports", `Reported by ${plural(event.outlets, "outlet")} independently`)];
}

export function entityCard(entity, app) {
  const kind = app.model.payload.kinds.find((one) => one.key === entity.kind);
  const linked = (urls) => urls.flatMap((url, i) => [i ? ", " : "", outward(url, externalName(url))]);
  const links = linked(entity.links);
  const near = linked(entity.near.filter((url) => !app.model.entities.some((one) => app.payload.base + one.iri === url || one.iri === url)));
  const outlets = outletsOf(entity);
  const type = kind.label.toLowerCase() === entity.type.toLowerCase() || entity.light || kind.key === "organization" ? kind.label : `${kind.label} (${entity.type})`;
  const line = (name, ...content) => el("p", { class: "also", "data-card": name }, ...content);
  return [
    el("p", { class: "kind" }, glyph(entity.kind), `${type} · ${plural(entity.mentions, "mention")} in ${plural(entity.articleCount, "article")}`),
    entity.aliases.length ? line("aliases", `Also: ${entity.aliases.join(", ")}`) : null,
    seenBetween(entity) ? line("seen", seenBetween(entity)) : null,
    ...eventLines(entity, app, line),
    outlets ? line("outlets", `Told by ${outlets}`) : null,
    links.length ? line("links", "Same as: ", ...links) : null,
    near.length ? line("near", "Close to: ", ...near) : null,
    samenessList(entity, app.model, app.edits, app.actions),
  ].filter(Boolean);
}
