// The visible facts as CSV, JSON and Turtle.

import { objectText, speakerName, subjectText } from "./model.js";

const CSV = [
  ["subject", subjectText], ["relation", (fact) => fact.relation.label], ["object", objectText],
  ["polarity", (fact) => (fact.negative ? "negative" : "positive")], ["modality", (fact) => fact.modality], ["according_to", speakerName],
  ["time", (fact) => fact.time || fact.timeText || ""], ["place", (fact) => fact.place?.label ?? fact.placeText ?? ""],
  ["confidence", (fact) => String(fact.confidence)], ["sentence", (fact) => fact.sentenceText], ["headline", (fact) => fact.article.headline],
  ["outlet", (fact) => fact.article.outlet], ["published", (fact) => fact.article.date], ["url", (fact) => fact.article.url],
  ["statement", (fact, base) => iri(base, fact.iri)],
];

function iri(base, text) {
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

const PREFIXES = {
  ng: "https://w3id.org/newsgraph/ns#", rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  prov: "http://www.w3.org/ns/prov#", schema: "https://schema.org/", xsd: "http://www.w3.org/2001/XMLSchema#",
};

function quoted(text) {
  const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/[\\"\n\r\t]/g, (one) => escapes[one]).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

function reference(base, text) {
  return `<${iri(base, text).replace(/[\u0000-\u0020<>"{}|^`\\]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
}

function upper(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function statementLines(fact, base) {
  const object = fact.object ? reference(base, fact.object.iri) : fact.objectText === null ? null : quoted(fact.objectText);
  const pairs = [
    ["a", "ng:Statement"], ["rdf:subject", reference(base, fact.subject.iri)], ["rdf:predicate", reference(base, fact.relation.iri)],
    ["rdf:object", object], ["ng:polarity", fact.negative ? "ng:Negative" : "ng:Positive"], ["ng:modality", `ng:${upper(fact.modality)}`],
    ["ng:attributedTo", fact.speaker ? reference(base, fact.speaker.iri) : null], ["ng:within", fact.within ? reference(base, fact.within.iri) : null],
    ["ng:timeText", fact.timeText ? quoted(fact.timeText) : null], ["ng:place", fact.place ? reference(base, fact.place.iri) : null],
    ["ng:confidence", `"${fact.confidence}"^^xsd:decimal`], ["prov:wasDerivedFrom", reference(base, fact.article.iri)],
  ].filter(([, value]) => value !== null);
  return `${reference(base, fact.iri)} ${pairs.map(([name, value]) => `${name} ${value}`).join(" ;\n    ")} .`;
}

// Statements of the contract's vocabulary, the plain triples they support, and labels for all that is named.
export function toTurtle(facts, model) {
  const { base } = model.payload;
  const labels = new Map();
  const plain = new Set();
  const articles = new Set();
  for (const fact of facts) {
    for (const one of [fact.subject, fact.object, fact.speaker, fact.place]) if (one) labels.set(one.iri, one.label);
    labels.set(fact.relation.iri, fact.relation.label);
    articles.add(fact.article);
    if (fact.plain && (fact.object || fact.objectText !== null)) {
      plain.add(`${reference(base, fact.subject.iri)} ${reference(base, fact.relation.iri)} ${fact.object ? reference(base, fact.object.iri) : quoted(fact.objectText)} .`);
    }
  }
  const articleLines = [...articles].map((article) => {
    const pairs = [["a", "schema:NewsArticle"], ...(article.headline ? [["schema:headline", quoted(article.headline)]] : [])];
    return `${reference(base, article.iri)} ${pairs.map((pair) => pair.join(" ")).join(" ; ")} .`;
  });
  return [
    ...Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .`), "",
    ...[...plain].sort(), "", ...facts.map((fact) => statementLines(fact, base)), "", ...articleLines,
    ...[...labels].map(([name, label]) => `${reference(base, name)} rdfs:label ${quoted(label)} .`), "",
  ].join("\n");
}
