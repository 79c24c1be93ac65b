// The visible facts as Turtle: the same triples as in the graph, for the statements in sight and all they name.

import { iri } from "./textexport.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const PREFIXES = {
  ng: "https://w3id.org/newsgraph/ns#", oa: "http://www.w3.org/ns/oa#", rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#", prov: "http://www.w3.org/ns/prov#", schema: "https://schema.org/", xsd: XSD,
};

function text(value) {
  const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${value.replace(/[\\"\n\r\t]/g, (one) => escapes[one]).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

function absolute(address) {
  return `<${address.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
}

function typed(value, datatype) {
  if (!datatype) return text(value);
  return `${text(value)}^^${datatype.startsWith(XSD) ? `xsd:${datatype.slice(XSD.length)}` : absolute(datatype)}`;
}

// The datatype of an ISO 8601 year, month, day or moment.
function time(value) {
  const kinds = [[/^\d{4}$/, "gYear"], [/^\d{4}-\d\d$/, "gYearMonth"], [/^\d{4}-\d\d-\d\d$/, "date"], [/^\d{4}-\d\d-\d\dT/, "dateTime"]];
  const kind = kinds.find(([pattern]) => pattern.test(value));
  return kind ? `${text(value)}^^xsd:${kind[1]}` : text(value);
}

function upper(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function timePairs(fact) {
  if (!fact.time) return [];
  if (!fact.time.includes("/")) return [["ng:time", time(fact.time)]];
  const [start, end] = fact.time.split("/");
  return [start ? ["ng:timeStart", time(start)] : null, end ? ["ng:timeEnd", time(end)] : null].filter(Boolean);
}

function writer(model) {
  const { base } = model.payload;
  const ref = (thing) => absolute(iri(base, typeof thing === "string" ? thing : thing.iri));
  const object = (fact) => (fact.object ? ref(fact.object) : fact.objectText === null ? null : typed(fact.objectText, fact.datatype));
  const qualifier = ([, words, entity, role, datatype]) => (role ? [ref(role), entity === null ? typed(words, datatype) : ref(model.entities[entity])] : null);
  const { terms } = model.payload;
  const further = ([predicate, value, datatype]) => [absolute(terms[predicate]), datatype ? typed(value, datatype === `${XSD}string` ? null : datatype) : absolute(terms[value])];
  const block = (subject, pairs) => `${subject} ${pairs.map(([name, value]) => `${name} ${value}`).join(" ;\n    ")} .`;
  return {
    ref, object,
    statement: (fact) => block(ref(fact), [
      ["a", "ng:Statement"], ["rdf:subject", ref(fact.subject)], ["rdf:predicate", ref(fact.relation)],
      ...(object(fact) ? [["rdf:object", object(fact)]] : []), ["ng:polarity", fact.negative ? "ng:Negative" : "ng:Positive"], ["ng:modality", `ng:${upper(fact.modality)}`],
      ...(fact.speaker ? [["ng:attributedTo", ref(fact.speaker)]] : []), ...(fact.within ? [["ng:within", ref(fact.within)]] : []),
      ...timePairs(fact), ...(fact.timeText ? [["ng:timeText", text(fact.timeText)]] : []), ...(fact.place ? [["ng:place", ref(fact.place)]] : []),
      ...fact.qualifiers.map(qualifier).filter(Boolean), ...fact.further.map(further), ["ng:confidence", `"${fact.confidence}"^^xsd:decimal`], ["ng:extractor", text(fact.extractor)],
      ...(fact.evidence.iri ? [["ng:evidence", ref(fact.evidence)]] : []), ["prov:wasDerivedFrom", ref(fact.article)],
    ]),
    evidence: (sentence, article) => block(ref(sentence), [
      ["a", "oa:TextPositionSelector , oa:TextQuoteSelector"], ["oa:start", `"${sentence.start}"^^xsd:integer`], ["oa:end", `"${sentence.start + [...sentence.text].length}"^^xsd:integer`],
      ["oa:exact", text(sentence.text)], ["oa:hasSource", ref(article)],
    ]),
    article: (article) => block(ref(article), [["a", "schema:NewsArticle"], ...(article.headline ? [["schema:headline", text(article.headline)]] : []),
      ...(article.date ? [["schema:datePublished", time(article.date)]] : []), ...(article.url ? [["schema:url", typed(article.url, `${XSD}anyURI`)]] : [])]),
  };
}

export function toTurtle(facts, model) {
  const write = writer(model);
  const [labels, plain, articles, sentences] = [new Map(), new Set(), new Set(), new Map()];
  for (const fact of facts) {
    for (const one of [fact.subject, fact.object, fact.speaker, fact.place]) if (one) labels.set(one.iri, one.label);
    for (const [role, , entity, roleIri] of fact.qualifiers) {
      if (entity !== null) labels.set(model.entities[entity].iri, model.entities[entity].label);
      if (roleIri) labels.set(roleIri, role);
    }
    labels.set(fact.relation.iri, fact.relation.label);
    articles.add(fact.article);
    if (fact.evidence.iri) sentences.set(fact.evidence, fact.article);
    const object = write.object(fact);
    if (fact.plain && object) plain.add(`${write.ref(fact.subject)} ${write.ref(fact.relation)} ${object} .`);
  }
  return [
    ...Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .`), "",
    ...[...plain].sort(), "", ...facts.map(write.statement), "", ...[...sentences].map(([sentence, article]) => write.evidence(sentence, article)), "",
    ...[...articles].map(write.article), ...[...labels].map(([name, label]) => `${write.ref(name)} rdfs:label ${text(label)} .`), "",
  ].join("\n");
}
