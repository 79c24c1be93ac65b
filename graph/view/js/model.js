// The payload decoded: entities, facts and articles as objects that refer to one another.

import { firstDay } from "./clock.js";
import { fold } from "./fold.js";
import { setSizes } from "./sizes.js";

function rows(fields, lists) {
  return lists.map((list, index) => {
    const row = { index };
    fields.forEach((field, i) => { row[field] = list[i]; });
    return row;
  });
}

// How a fact is told, in the order in which the legend lists it.
export const STATUSES = [
  { key: "stated", label: "Stated as fact", word: "" },
  { key: "planned", label: "Planned, expected", word: "planned" },
  { key: "uncertain", label: "Possible, required", word: "possible" },
  { key: "negated", label: "Negated, denied", word: "not" },
];

const STATUS_OF = {
  asserted: "stated", planned: "planned", expected: "planned", possible: "uncertain", required: "uncertain",
  conditional: "uncertain", questioned: "uncertain", denied: "negated",
};

const MODAL_WORD = {
  asserted: "", planned: "planned", expected: "expected", possible: "possible", required: "required",
  conditional: "conditional", questioned: "questioned", denied: "denied",
};

function statusOf(fact) {
  return fact.negative ? "negated" : STATUS_OF[fact.modality] ?? "uncertain";
}

// The words that tell a reader how a fact is told: "not", "planned", ...
export function statusWords(fact) {
  const words = [];
  if (fact.negative) words.push("not");
  const modal = MODAL_WORD[fact.modality] ?? fact.modality;
  if (modal) words.push(modal);
  return words;
}

// Events as entities of their own: their actors and their place lead to them, over the statements that report them.
function decodeEvents(payload, entities, facts) {
  const events = rows(payload.eventFields, payload.events);
  for (const event of events) {
    event.entity = entities[event.entity];
    event.place = entities[event.place] ?? null;
    event.actors = event.actors.map((index) => entities[index]);
    event.facts = event.facts.map((index) => facts[index]);
    Object.assign(event.entity, { event, name: event.name });
    for (const fact of event.facts) if (!event.entity.facts.includes(fact)) event.entity.facts.push(fact);
    for (const [end, told] of event.lines) for (const index of told) facts[index].lines.push([entities[end], event.entity]);
  }
  return events;
}

export function decode(payload) {
  const articles = rows(payload.articleFields, payload.articles);
  const relations = rows(payload.relationFields, payload.relations);
  const entities = rows(payload.entityFields, payload.entities);
  for (const entity of entities) {
    entity.facts = [];
    entity.linked = [];
    entity.concept = entity.kind === "concept";
    entity.folded = [entity.label, ...entity.aliases].map(fold);
  }
  const facts = rows(payload.factFields, payload.facts);
  const sentences = rows(payload.sentenceFields, payload.sentences);
  for (const fact of facts) {
    fact.evidence = sentences[fact.sentence];
    fact.article = articles[fact.evidence.article];
    fact.sentenceText = fact.evidence.text;
    fact.relation = relations[fact.relation];
    fact.subject = entities[fact.subject] ?? null;
    fact.object = entities[fact.object] ?? null;
    fact.speaker = entities[fact.speaker] ?? null;
    fact.place = entities[fact.place] ?? null;
    fact.via = entities[fact.via] ?? null;
    fact.status = statusOf(fact);
    fact.publishedDay = firstDay(fact.article.date);
    fact.toldDay = firstDay(fact.time);
    fact.attributed = Boolean(fact.speaker || fact.speakerText);
    for (const entity of new Set([fact.subject, fact.object, fact.speaker, fact.place, fact.via])) {
      if (entity) entity.facts.push(fact);
    }
    // What the fact leads to: its object, and a named qualifier or place where the object names nobody.
    fact.targets = [fact.object, fact.via].filter((target) => target && target !== fact.subject);
    fact.lines = fact.targets.map((target) => [fact.subject, target]);
  }
  const events = decodeEvents(payload, entities, facts);
  for (const fact of facts) {
    for (const [from, to] of fact.lines) {
      from.linked.push({ fact, other: to });
      to.linked.push({ fact, other: from });
    }
  }
  for (const fact of facts) fact.within = facts[fact.within] ?? null;
  const placed = new Map(payload.network.nodes.map((node) => [node.id, node]));
  for (const entity of entities) entity.light = entity.concept || entity.kind === "unresolved";
  const model = { payload, articles, relations, entities, facts, events, placed };
  setSizes(model, "facts");
  return model;
}

export function speakerName(fact) {
  return fact.speaker ? fact.speaker.label : fact.speakerText || "";
}

// An entity that is its own object ("Lindqvist, the minister") is better told in the sentence's words.
export function objectText(fact) {
  const mark = fact.object === fact.subject ? fact.marks.find(([, , role]) => role === "o") : null;
  if (mark) return [...fact.sentenceText].slice(mark[0], mark[1]).join("");
  return fact.object ? fact.object.label : fact.objectText || "";
}

export function subjectText(fact) {
  return fact.subject ? fact.subject.label : fact.subjectText || "";
}

// "Turkey → not: agree on → ceasefire" without the arrows: the middle part.
export function relationPhrase(fact) {
  const words = statusWords(fact);
  return words.length ? `${words.join(", ")}: ${fact.relation.label}` : fact.relation.label;
}

export function day(text) {
  return text ? text.slice(0, 10) : "";
}
