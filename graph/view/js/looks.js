// How kinds of entity and ways of telling look: a shape and a colour each, a line style and a word each.

import { svg } from "./dom.js";

// Outlines in a square from -1 to 1; null is a circle.
const SHAPES = {
  person: null,
  organization: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]],
  group: [[0.5, -0.9], [1.02, 0], [0.5, 0.9], [-0.5, 0.9], [-1.02, 0], [-0.5, -0.9]],
  country: [[0, -1.12], [1.12, 0], [0, 1.12], [-1.12, 0]],
  city: [[0, -1.05], [1.02, 0.78], [-1.02, 0.78]],
  place: [[-1.02, -0.78], [1.02, -0.78], [0, 1.05]],
  event: star(5, 1.2, 0.55),
  work: [[-0.62, -1], [0.62, -1], [0.62, 1], [-0.62, 1]],
  concept: null,
  unresolved: null,
  other: [[0, -1.05], [1, -0.32], [0.62, 0.85], [-0.62, 0.85], [-1, -0.32]],
};

function star(points, outer, inner) {
  return Array.from({ length: 2 * points }, (_, i) => {
    const reach = i % 2 ? inner : outer;
    const angle = -Math.PI / 2 + (i * Math.PI) / points;
    return [reach * Math.cos(angle), reach * Math.sin(angle)].map((n) => Math.round(n * 1000) / 1000);
  });
}

export function shapeOf(kind) {
  return SHAPES[kind] ?? null;
}

export function tracePath(ctx, kind, x, y, radius) {
  const corners = shapeOf(kind);
  ctx.beginPath();
  if (!corners) {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([cx, cy], i) => (i ? ctx.lineTo(x + cx * radius, y + cy * radius) : ctx.moveTo(x + cx * radius, y + cy * radius)));
  ctx.closePath();
}

export function shapeElement(kind, x, y, radius, attributes) {
  const corners = shapeOf(kind);
  if (!corners) return svg("circle", { cx: round(x), cy: round(y), r: round(radius), ...attributes });
  const points = corners.map(([cx, cy]) => `${round(x + cx * radius)},${round(y + cy * radius)}`).join(" ");
  return svg("polygon", { points, "stroke-linejoin": "round", ...attributes });
}

export function round(number) {
  return Math.round(number * 10) / 10;
}

export function glyph(kind) {
  const light = kind === "concept" || kind === "unresolved";
  return svg("svg", { class: "glyph", viewBox: "-1.5 -1.5 3 3", "aria-hidden": "true" },
    shapeElement(kind, 0, 0, light ? 0.8 : 1.05, {
      fill: light ? "var(--card)" : `var(--kind-${kind})`, stroke: light ? `var(--kind-${kind})` : "none", "stroke-width": 0.36,
    }));
}

// Line styles by the way a line's facts are told. `tip` is vis-network's name of the arrowhead.
export const LINES = {
  stated: { dashes: null, tip: "triangle", colour: "--edge", label: "Stated as fact", word: "" },
  attributed: { dashes: [11, 5], tip: "vee", colour: "--edge", label: "Attributed", word: "according to …" },
  planned: { dashes: [1.5, 5], tip: "triangle", colour: "--planned", label: "Planned, expected", word: "planned" },
  uncertain: { dashes: [5, 5], tip: "vee", colour: "--uncertain", label: "Possible, required", word: "possible" },
  new: { dashes: null, tip: "triangle", colour: "--new", label: "New in the second range", word: "new" },
  gone: { dashes: [3, 4], tip: "vee", colour: "--gone", label: "Gone from the second range", word: "gone" },
  stayed: { dashes: null, tip: "triangle", colour: "--edge", label: "In both ranges", word: "stayed" },
  negated: { dashes: [9, 4, 2, 4], tip: "bar", colour: "--negated", label: "Negated, denied", word: "not" },
};

export function lineSample(style) {
  const line = LINES[style];
  const tips = {
    triangle: svg("path", { d: "M26 2l7 4-7 4z", fill: `var(${line.colour})` }),
    vee: svg("path", { d: "M26 2l7 4-7 4", fill: "none", stroke: `var(${line.colour})`, "stroke-width": 1.6 }),
    bar: svg("path", { d: "M31 1v10", stroke: `var(${line.colour})`, "stroke-width": 2.4 }),
  };
  return svg("svg", { class: "sample", viewBox: "0 0 34 12", "aria-hidden": "true" },
    svg("path", {
      d: "M1 6h27", stroke: `var(${line.colour})`, "stroke-width": 2, "stroke-dasharray": line.dashes?.join(" "), fill: "none",
      "stroke-linecap": style === "planned" ? "round" : "butt",
    }), tips[line.tip]);
}

// The style of a line that stands for several facts: the firmest way in which any of them is told.
export function lineStyle(facts) {
  const firm = facts.some((fact) => fact.status === "stated" && !fact.attributed && fact.confidence >= 0.5);
  if (firm) return "stated";
  if (facts.some((fact) => fact.status === "stated")) return facts.some((fact) => fact.attributed) ? "attributed" : "uncertain";
  for (const status of ["planned", "uncertain"]) if (facts.some((fact) => fact.status === status)) return status;
  return "negated";
}

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const cache = new Map();
  return (name) => {
    if (!cache.has(name)) cache.set(name, style.getPropertyValue(name).trim());
    return cache.get(name);
  };
}
