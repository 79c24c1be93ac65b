// What wants a name in the picture, the most important first: entities, and lines where there are few of them.

import { LINES } from "./looks.js";
import { lineLabel, styleOf } from "./linelook.js";

const LABELLED_LINES = 90;
const NAMED_AT_MOST = 500;

export function entityNames(scene, scale) {
  const { network } = scene;
  const items = [];
  for (const entity of scene.drawn.values()) {
    const node = network.body.nodes[entity.index];
    if (!node || scene.pale(entity.index)) continue;
    const at = network.canvasToDOM({ x: node.x, y: node.y });
    items.push({
      id: entity.index, text: entity.name ?? entity.label, x: at.x, y: at.y, radius: scene.radius(entity) * scale, natural: entity.kind === "disc" ? 9 : entity.radius,
      importance: entity.importance, light: entity.light, disc: entity.kind === "disc", strong: entity.radius >= 12 && entity.kind !== "disc", family: scene.family,
      must: entity.index === scene.chosen || entity.index === scene.hovered,
    });
  }
  return items.sort((a, b) => b.natural - a.natural || b.importance - a.importance || a.id - b.id).slice(0, NAMED_AT_MOST);
}

export function lineNames(scene) {
  const { network } = scene;
  const named = scene.lines.size <= LABELLED_LINES;
  const items = [];
  for (const link of scene.lines.values()) {
    const touched = [link.id, link.from.index, link.to.index].some((id) => id === scene.chosen || id === scene.hovered);
    if (link.undirected || scene.ghostLine(link) || (!touched && !(named && scene.lit === null))) continue;
    const edge = network.body.edges[link.id];
    if (!edge?.connected) continue;
    const [a, b, c] = [0.5, 0.38, 0.62].map((part) => network.canvasToDOM(edge.edgeType.getPoint(part)));
    const { colour } = LINES[styleOf(link)];
    items.push({
      id: link.id, line: true, must: touched, text: lineLabel(link), x: a.x, y: a.y, x2: b.x, y2: b.y, x3: c.x, y3: c.y, importance: link.facts.length,
      family: scene.family, colour: colour === "--edge" ? "--edge-strong" : colour,
    });
  }
  return items.sort((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1)).slice(0, 120);
}
