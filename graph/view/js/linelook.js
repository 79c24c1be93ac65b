// How a line between two entities looks: its words, its width, its style, its arrowhead.

import { clip } from "./labels.js";
import { lineStyle, LINES } from "./looks.js";
import { relationPhrase, speakerName } from "./model.js";

export function lineLabel(link) {
  if (link.to.event) return link.to.event.place === link.from && !link.to.event.actors.includes(link.from) ? "place" : "part in";
  const phrases = [...new Set(link.facts.map((fact) => (fact.via === link.to ? `${relationPhrase(fact)} … ${fact.viaRole}`.trim() : relationPhrase(fact))))];
  const speakers = [...new Set(link.facts.map(speakerName).filter(Boolean))];
  let text = phrases.slice(0, 2).map((phrase) => clip(phrase, 26)).join(" · ");
  if (phrases.length > 2) text += ` +${phrases.length - 2}`;
  if (link.facts.length > 1) text += ` ×${link.facts.length}`;
  if (speakers.length && link.facts.every((fact) => fact.attributed)) {
    text += ` (according to ${clip(speakers[0], 22)}${speakers.length > 1 ? ` +${speakers.length - 1}` : ""})`;
  }
  if (link.facts.every((fact) => fact.status === "stated" && fact.confidence < 0.5)) text += " (low confidence)";
  return link.style && LINES[link.style].word ? `${LINES[link.style].word}: ${text}` : text;
}

export function styleOf(link) {
  return link.style ?? lineStyle(link.facts);
}

export function lineWidth(link) {
  return Math.min(8, 1.6 + 1.3 * Math.log2(link.facts.length));
}

// The line as vis-network wants it. Two lines between the same two entities are two curves.
export function edgeItem(link, { pairs, colour, strength, quiet }) {
  const style = LINES[styleOf(link)];
  const both = pairs.has(`${link.to.index}>${link.from.index}`);
  return {
    id: link.id, from: link.from.index, to: link.to.index, width: (link.width ?? lineWidth(link)) * strength,
    color: { color: colour(style.colour), hover: colour("--edge-strong"), highlight: colour("--edge-strong"), opacity: quiet ? 0.1 : link.undirected ? 0.4 : 0.85 },
    dashes: style.dashes ?? false,
    arrows: link.undirected ? "" : { to: { enabled: true, type: style.tip, scaleFactor: style.tip === "bar" ? 0.7 : 0.52 } },
    smooth: both && link.from !== link.to ? { enabled: true, type: "curvedCW", roundness: 0.16 } : false,
    selfReference: { size: 16, angle: 0.8 },
  };
}
