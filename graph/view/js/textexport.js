// The visible facts as CSV and JSON.

import { objectText, speakerName, subjectText } from "./model.js";

const CSV = [
  ["subject", subjectText], ["relation", (fact) => fact.relation.label], ["object", objectText],
  ["polarity", (fact) => (fact.negative ? "negative" : "positive")], ["modality", (fact) => fact.modality], ["according_to", speakerName],
  ["time", (fact) => fact.time || fact.timeText || ""], ["place", (fact) => fact.place?.label ?? fact.placeText ?? ""],
  ["confidence", (fact) => String(fact.confidence)], ["sentence", (fact) => fact.sentenceText], ["headline", (fact) => fact.article.headline],
  ["outlet", (fact) => fact.article.outlet], ["published", (fact) => fact.article.date], ["url", (fact) => fact.article.url],
  ["statement", (fact, base) => iri(base, fact.iri)],
];

export function iri(base, text) {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : base + text;
}

// A cell that a spreadsheet would run as a formula starts with an apostrophe instead.
export function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toCsv(facts, base) {
  const lines = [CSV.map(([name]) => name), ...facts.map((fact) => CSV.map(([, value]) => csvCell(value(fact, base) ?? "")))];
  return `\uFEFF${lines.map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

export function toJson(facts, model) {
  const { base, title } = model.payload;
  const entity = (one) => (one ? { iri: iri(base, one.iri), label: one.label, type: one.type } : null);
  const rows = facts.map((fact) => ({
    statement: iri(base, fact.iri), subject: entity(fact.subject), relation: { iri: iri(base, fact.relation.iri), label: fact.relation.label },
    object: entity(fact.object) ?? fact.objectText, qualifiers: fact.qualifiers.map(([role, text]) => ({ role, text })),
    time: fact.time, time_text: fact.timeText, place: fact.place?.label ?? fact.placeText, polarity: fact.negative ? "negative" : "positive",
    modality: fact.modality, according_to: entity(fact.speaker) ?? fact.speakerText, confidence: fact.confidence, extractor: fact.extractor,
    sentence: fact.sentenceText, article: { iri: iri(base, fact.article.iri), headline: fact.article.headline, outlet: fact.article.outlet, published: fact.article.date, url: fact.article.url },
  }));
  return `${JSON.stringify({ title, facts: rows }, null, 2)}\n`;
}
