// The storyline: events and statements of the selection in the order of their days, each day once.

import { readable, storyDay, weekday } from "./clock.js";
import { el, plural } from "./dom.js";
import { toldChips } from "./evidence.js";
import { glyph } from "./looks.js";
import { objectText, speakerName, subjectText } from "./model.js";

const CHUNK = 150;

// The same thing told by several outlets is one entry that names them all.
function entriesOf(facts) {
  const found = new Map();
  for (const fact of facts) {
    const key = [storyDay(fact), fact.subject?.iri, fact.relation.label, objectText(fact), fact.status, speakerName(fact)].join("\u0000");
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(fact);
  }
  return [...found.values()].sort(([a], [b]) => {
    const [left, right] = [storyDay(a) || "9999", storyDay(b) || "9999"];
    if (left !== right) return left < right ? -1 : 1;
    return (a.publishedDay < b.publishedDay ? -1 : a.publishedDay > b.publishedDay ? 1 : 0) || a.sentence - b.sentence || a.index - b.index;
  });
}

function selectionOf(app) {
  const { chosen } = app.state;
  const visible = app.visibleFacts();
  if (chosen?.entity) {
    const own = new Set(chosen.entity.facts);
    return { name: chosen.entity.label, facts: visible.filter((fact) => own.has(fact)) };
  }
  const link = chosen?.line && app.seen.links.find((one) => one.id === chosen.line);
  if (link) return { name: `${link.from.label} → ${link.to.label}`, facts: link.facts };
  return { name: "", facts: visible };
}

function entry(facts, app) {
  const [fact] = facts;
  const open = (entity, text) => (entity ? el("button", { type: "button", class: "plain", onclick: () => app.actions.choose({ entity }) }, text) : el("span", {}, text));
  const object = objectText(fact);
  const outlets = [...new Set(facts.map((one) => one.article.outlet || "unknown outlet"))];
  const event = [fact.subject, fact.object].some((entity) => entity?.kind === "event");
  return el("li", { class: `entry ${fact.status}${event ? " event" : ""}`, "data-fact": fact.iri },
    el("p", { class: "line" }, fact.subject ? glyph(fact.subject.kind) : null, open(fact.subject, subjectText(fact)), el("span", { class: "relation" }, ` ${fact.relation.label} `),
      object ? open(fact.object, object) : null, fact.viaRole && fact.via && fact.via !== fact.object ? el("span", { class: "relation" }, ` ${fact.viaRole} ${fact.via.label}`) : null),
    el("p", { class: "told" }, ...toldChips(fact), el("span", { class: "outlet" }, outlets.join(", ")),
      fact.toldDay && fact.publishedDay && fact.toldDay !== fact.publishedDay ? el("span", { class: "outlet" }, `told ${readable(fact.publishedDay)}`) : null));
}

export function createStory(root, app) {
  let shown = CHUNK;

  function render() {
    const { name, facts } = selectionOf(app);
    const entries = entriesOf(facts);
    const undated = facts.filter((fact) => !storyDay(fact)).length;
    const days = [];
    for (const one of entries.slice(0, shown)) {
      const day = storyDay(one[0]);
      if (days.at(-1)?.day !== day) days.push({ day, list: [] });
      days.at(-1).list.push(one);
    }
    const head = el("p", { class: "notice" }, name ? `Storyline of ${name}: ` : "Storyline: ", `${plural(entries.length, "entry", "entries")} from ${plural(facts.length, "fact")}, by the day each tells of, else the day it was told${undated ? `; ${undated} undated at the end` : ""}.`,
      name ? el("button", { type: "button", id: "story-all", class: "plain", onclick: () => app.actions.choose(null) }, "Whole picture") : null);
    const more = entries.length > shown ? el("button", { type: "button", class: "more", onclick: () => { shown += 3 * CHUNK; render(); } }, `Show more of ${entries.length - shown} further entries`) : null;
    root.replaceChildren(head, ...days.map(({ day, list }) => el("section", { class: "day", "data-day": day },
      el("h3", {}, day ? el("time", { datetime: day }, `${weekday(day)} ${readable(day)}`) : "Undated"), el("ol", {}, ...list.map((facts_) => entry(facts_, app))))), ...(more ? [more] : []));
  }

  return { refresh() { if (!root.hidden) render(); } };
}
