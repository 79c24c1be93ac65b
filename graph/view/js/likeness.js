// Which other entities may be the same thing: names that share words or are spelled alike, neighbours in common.

import { fold } from "./fold.js";

const LEAST = 0.55;
const SHOWN = 3;
const SMALL_WORDS = new Set(["the", "of", "and", "de", "van", "for", "in"]);

function wordsOf(name) {
  return fold(name).split(/[\s\-–']+/).filter((word) => word.length > 1 && !SMALL_WORDS.has(word));
}

// Dice's coefficient over pairs of letters: 1 for the same word, high for two spellings of one name.
function dice(a, b) {
  if (a === b) return 1;
  const pairs = (word) => Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2));
  const [one, other] = [pairs(a), pairs(b)];
  const left = [...other];
  let shared = 0;
  for (const pair of one) {
    const at = left.indexOf(pair);
    if (at >= 0) { shared += 1; left.splice(at, 1); }
  }
  return (2 * shared) / Math.max(1, one.length + other.length);
}

// How well the words of the shorter name are found in the longer one, less for every word that is over.
function nameLikeness(a, b) {
  const [short, long] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length);
  if (!short.length) return 0;
  const found = short.reduce((sum, word) => sum + Math.max(...long.map((other) => dice(word, other))), 0) / short.length;
  return found < 0.8 ? 0 : found * (1 - 0.12 * Math.min(3, long.length - short.length));
}

function neighboursOf(entity) {
  return new Set(entity.linked.map(({ other }) => other));
}

function sharedNeighbours(a, b) {
  const [one, other] = [neighboursOf(a), neighboursOf(b)];
  const shared = [...one].filter((entity) => other.has(entity)).length;
  return shared / Math.max(1, Math.min(one.size, other.size));
}

// "Pakistani" is like "Pakistan", but people of a place are never the place.
function comparable(a, b) {
  return a.kind === b.kind || ![a, b].some((one) => one.kind === "group" || one.kind === "event");
}

function likeness(a, b) {
  if (!comparable(a, b)) return 0;
  const names = [a.label, ...a.aliases].flatMap((one) => [b.label, ...b.aliases].map((other) => nameLikeness(one, other)));
  const name = Math.max(...names);
  return name === 0 ? 0 : (0.8 * name + 0.2 * sharedNeighbours(a, b)) * (a.kind === b.kind ? 1 : 0.8);
}

// The likeliest candidates with their score, best first; those that the graph itself names come before them.
export function candidatesFor(entity, { entities, payload }) {
  if (entity.light) return [];
  const named = entity.near.map((iri) => entities.find((one) => one.iri === iri || payload.base + one.iri === iri)).filter(Boolean).map((other) => ({ other, score: null }));
  const scored = entities.filter((other) => other !== entity && !other.light && !named.some((one) => one.other === other))
    .map((other) => ({ other, score: Math.round(likeness(entity, other) * 100) / 100 })).filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || b.other.importance - a.other.importance || a.other.index - b.other.index);
  return [...named, ...scored.slice(0, SHOWN)];
}
