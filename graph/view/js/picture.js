// The picture as SVG with legend and caption, and as PNG at twice its size.

import { svg } from "./dom.js";
import { rowsOf } from "./labels.js";
import { styleOf } from "./linelook.js";
import { LINES, round, shapeElement } from "./looks.js";
import { trace } from "./regions.js";

const MARGIN = 16;
const FOOT = 64;

function lineElements(scene, link, at) {
  const edge = scene.network.body.edges[link.id];
  if (!edge?.connected) return [];
  const style = LINES[styleOf(link)];
  const colour = scene.colour(style.colour);
  const scale = scene.network.getScale();
  const steps = link.from === link.to ? 24 : 12;
  const points = Array.from({ length: steps + 1 }, (_, i) => at(edge.edgeType.getPoint(i / steps)));
  const target = at(scene.network.getPosition(link.to.index));
  const reach = scene.radius(link.to) * scale + 3;
  let last = points.length - 1;
  if (link.from !== link.to) while (last > 1 && Math.hypot(points[last].x - target.x, points[last].y - target.y) < reach) last -= 1;
  const tip = edgeTip(points[last], target, reach);
  const path = [...points.slice(0, last + 1), ...(link.from === link.to ? [] : [tip])].map((p, i) => `${i ? "L" : "M"}${round(p.x)} ${round(p.y)}`).join("");
  const width = Math.max(0.8, edge.options.width * Math.min(1, scale));
  const parts = [svg("path", { d: path, fill: "none", stroke: colour, "stroke-width": round(width), "stroke-opacity": edge.options.color.opacity ?? 0.8, "stroke-dasharray": style.dashes ? style.dashes.join(" ") : null })];
  if (!link.undirected && link.from !== link.to) parts.push(head(tip, target, style, colour, 6 + width));
  return parts;
}

function edgeTip(from, target, reach) {
  const far = Math.hypot(target.x - from.x, target.y - from.y) || 1;
  return { x: target.x - ((target.x - from.x) / far) * reach, y: target.y - ((target.y - from.y) / far) * reach };
}

function head(tip, target, style, colour, size) {
  const angle = Math.atan2(target.y - tip.y, target.x - tip.x);
  const point = (along, aside) => `${round(tip.x + along * Math.cos(angle) - aside * Math.sin(angle))},${round(tip.y + along * Math.sin(angle) + aside * Math.cos(angle))}`;
  if (style.tip === "bar") return svg("polyline", { points: `${point(0, -size * 0.6)} ${point(0, size * 0.6)}`, stroke: colour, "stroke-width": 2.5, fill: "none" });
  const open = style.tip === "vee";
  return svg(open ? "polyline" : "polygon", { points: `${point(-size, -size * 0.45)} ${point(0, 0)} ${point(-size, size * 0.45)}`, fill: open ? "none" : colour, stroke: open ? colour : "none", "stroke-width": open ? 1.6 : null });
}

function label(placed, scene) {
  const item = placed.item;
  const colour = item.line ? scene.colour(item.colour) : scene.colour(item.light ? "--muted" : "--ink");
  const rows = rowsOf(placed).map(({ text, x, y }, i, all) => svg("tspan", { x: round(x), y: round(y + placed.size * 0.34) }, i < all.length - 1 ? `${text} ` : text));
  return svg("text", {
    "font-size": round(placed.size), "text-anchor": "middle", "font-weight": item.strong ? 600 : 500, "font-style": item.light ? "italic" : null,
    fill: colour, stroke: scene.colour("--halo"), "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round",
  }, ...rows);
}

// The grounds of the communities, with the same round corners as on the canvas.
function grounds(scene, at) {
  return scene.outlines().map((corners) => {
    const steps = [];
    const draw = { moveTo: (x, y) => steps.push(`M${xy(at, x, y)}`), quadraticCurveTo: (cx, cy, x, y) => steps.push(`Q${xy(at, cx, cy)} ${xy(at, x, y)}`), closePath: () => steps.push("Z") };
    trace(draw, corners);
    return svg("path", { d: steps.join(""), fill: scene.colour("--region"), stroke: scene.colour("--region-edge") });
  });
}

function xy(at, x, y) {
  const spot = at({ x, y });
  return `${round(spot.x)} ${round(spot.y)}`;
}

function legend(scene, kinds, y) {
  const group = svg("g", { "font-size": 12 });
  let x = MARGIN;
  for (const kind of kinds) {
    const light = kind.key === "concept" || kind.key === "unresolved";
    const colour = scene.colour(`--kind-${kind.key}`);
    group.append(shapeElement(kind.key, x + 6, y - 4, 5.5, { fill: light ? scene.colour("--paper") : colour, stroke: colour, "stroke-width": light ? 1.6 : 0 }));
    group.append(svg("text", { x: x + 17, y, fill: scene.colour("--ink") }, kind.plural));
    x += 17 + kind.plural.length * 6.6 + 16;
  }
  return group;
}

// What the reader sees, as an SVG element: background, lines, entities, names, legend, title and status.
export function toSvg(scene, model, caption) {
  const element = scene.network.canvas.frame;
  const [width, height] = [element.clientWidth, element.clientHeight];
  const at = (spot) => scene.network.canvasToDOM(spot);
  const scale = scene.network.getScale();
  const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: height + FOOT, viewBox: `0 0 ${width} ${height + FOOT}`, "font-family": "Inter, Segoe UI, Helvetica, Arial, sans-serif" });
  root.append(svg("title", {}, model.payload.title), svg("rect", { width, height: height + FOOT, fill: scene.colour("--paper") }));
  root.append(svg("g", {}, ...grounds(scene, at)));
  root.append(svg("g", {}, ...[...scene.lines.values()].flatMap((link) => lineElements(scene, link, at))));
  const dots = svg("g");
  for (const entity of scene.drawn.values()) {
    const spot = at(scene.network.getPosition(entity.index));
    const colour = scene.colour(`--kind-${entity.kind}`);
    const dim = scene.pale(entity.index);
    dots.append(shapeElement(entity.kind, spot.x, spot.y, scene.radius(entity) * scale, { fill: entity.light ? scene.colour("--paper") : colour, stroke: entity.light ? colour : scene.colour("--paper"), "stroke-width": 1.5, opacity: dim ? 0.16 : null }));
  }
  root.append(dots, svg("g", {}, ...scene.labels.map((placed) => label(placed, scene))));
  const used = new Set([...scene.drawn.values()].map((entity) => entity.kind));
  root.append(svg("rect", { y: height, width, height: FOOT, fill: scene.colour("--card") }));
  root.append(legend(scene, model.payload.kinds.filter((kind) => used.has(kind.key)), height + 24));
  root.append(svg("text", { x: MARGIN, y: height + 48, "font-size": 12, fill: scene.colour("--muted") }, `${model.payload.title} · ${caption}`));
  return root;
}

export function svgText(root) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")}\n`;
}

export async function toPng(root) {
  const width = Number(root.getAttribute("width"));
  const height = Number(root.getAttribute("height"));
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([svgText(root)], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  } finally {
    URL.revokeObjectURL(address);
  }
}
