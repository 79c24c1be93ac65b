// The picture: vis-network holds nodes and lines and answers clicks; shapes and names are drawn here.

import { tracePath, lineStyle, LINES, colours } from "./looks.js";
import { relationPhrase, speakerName } from "./model.js";
import { placeLabels, drawLabels, clip } from "./labels.js";

const LABELLED_LINES = 90;
// No entity is drawn smaller than this many pixels of radius, however far away.
const SMALLEST = 4;
// Width in pixels kept free at the left for the zoom buttons.
const ZOOM_BUTTONS = 34;

export function lineLabel(link) {
  const phrases = [...new Set(link.facts.map((fact) => (fact.via === link.to ? `${relationPhrase(fact)} … ${fact.viaRole}`.trim() : relationPhrase(fact))))];
  const speakers = [...new Set(link.facts.map(speakerName).filter(Boolean))];
  let text = phrases.slice(0, 2).map((phrase) => clip(phrase, 26)).join(" · ");
  if (phrases.length > 2) text += ` +${phrases.length - 2}`;
  if (link.facts.length > 1) text += ` ×${link.facts.length}`;
  if (speakers.length && link.facts.every((fact) => fact.attributed)) {
    text += ` (according to ${clip(speakers[0], 22)}${speakers.length > 1 ? ` +${speakers.length - 1}` : ""})`;
  }
  if (link.facts.every((fact) => fact.status === "stated" && fact.confidence < 0.5)) text += " (low confidence)";
  return text;
}

export function lineWidth(link) {
  return Math.min(7, 1.3 + 1.1 * Math.log2(link.facts.length));
}

export function createScene(element, options, handlers) {
  const { vis } = globalThis;
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(element, { nodes, edges }, options);
  const scene = {
    network, drawn: new Map(), lines: new Map(), lit: null, chosen: null, hovered: null, labels: [], colour: colours(), strength: 1,
  };

  function faded(id) {
    return scene.lit !== null && !scene.lit.has(id);
  }

  // Radius in the picture's own units: a picture drawn small gets somewhat larger discs.
  scene.radius = (entity) => Math.max(entity.radius * Math.min(1.6, scene.strength), SMALLEST / network.getScale());

  function drawNode({ ctx, id, x, y }) {
    const item = scene.drawn.get(id);
    const radius = item ? scene.radius(item) : 6;
    return {
      drawNode() {
        if (!item) return;
        ctx.save();
        ctx.globalAlpha = faded(id) ? 0.16 : 1;
        const fill = scene.colour(`--kind-${item.kind}`);
        const chosen = scene.chosen === id;
        if (chosen || scene.hovered === id) {
          tracePath(ctx, item.kind, x, y, radius + 5);
          ctx.fillStyle = scene.colour(chosen ? "--accent" : "--line");
          ctx.fill();
        }
        tracePath(ctx, item.kind, x, y, radius + 1.5);
        ctx.lineJoin = "round";
        ctx.fillStyle = scene.colour("--paper");
        ctx.fill();
        tracePath(ctx, item.kind, x, y, radius);
        ctx.fillStyle = item.light ? scene.colour("--paper") : fill;
        ctx.fill();
        if (item.light) {
          ctx.strokeStyle = fill;
          ctx.lineWidth = 2;
          ctx.stroke();
        }
        ctx.restore();
      },
      nodeDimensions: { width: 2 * radius, height: 2 * radius },
    };
  }

  function edgeItem(link, pairs) {
    const style = LINES[link.style ?? lineStyle(link.facts)];
    const both = pairs.has(`${link.to.index}>${link.from.index}`);
    const quiet = scene.lit !== null && !(link.from.index === scene.chosen || link.to.index === scene.chosen || link.id === scene.chosen);
    return {
      id: link.id, from: link.from.index, to: link.to.index, width: (link.width ?? lineWidth(link)) * scene.strength,
      color: { color: scene.colour(style.colour), hover: scene.colour("--edge-strong"), highlight: scene.colour("--edge-strong"), opacity: quiet ? 0.1 : link.undirected ? 0.4 : 0.78 },
      dashes: style.dashes ?? false,
      arrows: link.undirected ? "" : { to: { enabled: true, type: style.tip, scaleFactor: style.tip === "bar" ? 0.7 : 0.52 } },
      smooth: both && link.from !== link.to ? { enabled: true, type: "curvedCW", roundness: 0.16 } : false,
      selfReference: { size: 16, angle: 0.8 },
    };
  }

  // Bring the data sets to the given nodes and lines; only what changed is touched.
  scene.show = (entities, links, places) => {
    scene.drawn = new Map(entities.map((entity) => [entity.index, entity]));
    scene.lines = new Map(links.map((link) => [link.id, link]));
    edges.remove(edges.getIds().filter((id) => !scene.lines.has(id)));
    nodes.remove(nodes.getIds().filter((id) => !scene.drawn.has(id)));
    nodes.update(entities.map((entity) => ({
      id: entity.index, ...places.get(entity), shape: "custom", ctxRenderer: drawNode, size: entity.radius,
    })));
    scene.paintLines();
    scene.places = places;
  };

  // A line from an entity to itself is drawn only while that entity is chosen.
  scene.paintLines = () => {
    const shown = [...scene.lines.values()].filter((link) => link.from !== link.to || scene.chosen === link.from.index || scene.chosen === link.id);
    edges.update(shown.map((link) => edgeItem(link, scene.lines)));
    const loops = [...scene.lines.values()].filter((link) => link.from === link.to && !shown.includes(link)).map((link) => link.id);
    if (loops.length) edges.remove(loops);
  };

  scene.choose = (chosen, lit) => {
    const before = scene.lit !== null || scene.chosen !== null;
    scene.chosen = chosen;
    scene.lit = lit;
    if (before || chosen !== null) scene.paintLines();
    network.redraw();
  };

  scene.retheme = () => {
    scene.colour = colours();
    scene.paintLines();
    network.redraw();
  };

  // The canvas, and how much of it is covered: by the view's name at the top, by the open panel at the right (at the
  // foot on a narrow screen).
  function size() {
    const [width, height] = [element.clientWidth, element.clientHeight];
    const panel = handlers.panel();
    const below = panel.offsetWidth >= width;
    const top = handlers.crumbs().offsetHeight;
    return { width, height, top: top && top + 10, right: below ? 0 : panel.offsetWidth, bottom: below ? panel.offsetHeight : 0 };
  }

  scene.camera = () => ({ position: network.getViewPosition(), scale: network.getScale() });
  scene.restore = (camera) => network.moveTo({ ...camera, animation: false });

  // Fit all nodes with room for names; an opened page never zooms in beyond natural size.
  scene.fit = ({ animate = false } = {}) => {
    const spots = [...scene.places.entries()].filter(([entity]) => scene.drawn.has(entity.index));
    if (!spots.length) return;
    const left = Math.min(...spots.map(([entity, spot]) => spot.x - Math.max(entity.radius, 40)));
    const right = Math.max(...spots.map(([entity, spot]) => spot.x + Math.max(entity.radius, 40)));
    const top = Math.min(...spots.map(([entity, spot]) => spot.y - entity.radius));
    const bottom = Math.max(...spots.map(([entity, spot]) => spot.y + entity.radius));
    const { width, height, top: over, right: covered, bottom: under } = size();
    const scale = Math.min((width - covered - ZOOM_BUTTONS - 40) / (right - left), (height - over - under - 64) / (bottom - top), 1.4);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
    network.moveTo({ position, scale: Math.max(scale, 0.02), offset: { x: (ZOOM_BUTTONS - covered) / 2, y: (over - under) / 2 }, animation: motion(animate) });
    // Far away lines keep the strength they have close by.
    scene.strength = Math.min(2.4, Math.max(1, 1 / scale));
    scene.paintLines();
  };

  scene.bring = (id) => {
    const spot = network.getPositions([id])[id];
    if (!spot) return;
    const at = network.canvasToDOM(spot);
    const { width, height, right, bottom } = size();
    if (at.x < 60 || at.y < 60 || at.x > width - right - 60 || at.y > height - bottom - 60) {
      network.moveTo({ position: spot, offset: { x: -right / 2, y: -bottom / 2 }, animation: motion(true) });
    }
  };

  scene.zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion(true) });

  function motion(wanted) {
    const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    return wanted && !still ? { duration: 220, easingFunction: "easeInOutQuad" } : false;
  }

  function nodeItems(scale) {
    const family = scene.family ??= getComputedStyle(document.documentElement).getPropertyValue("--sans");
    const items = [];
    for (const entity of scene.drawn.values()) {
      const node = network.body.nodes[entity.index];
      if (!node || faded(entity.index)) continue;
      const at = network.canvasToDOM({ x: node.x, y: node.y });
      items.push({
        id: entity.index, text: entity.name ?? entity.label, x: at.x, y: at.y, radius: scene.radius(entity) * scale, importance: entity.importance,
        light: entity.light, strong: entity.radius >= 12 && entity.kind !== "disc", family, must: entity.index === scene.chosen || entity.index === scene.hovered,
      });
    }
    return items.sort((a, b) => b.importance - a.importance || a.id - b.id).slice(0, 500);
  }

  function lineItems() {
    const named = scene.lines.size <= LABELLED_LINES;
    const items = [];
    for (const link of scene.lines.values()) {
      const touched = [link.id, link.from.index, link.to.index].some((id) => id === scene.chosen || id === scene.hovered);
      if (!touched && !(named && scene.lit === null)) continue;
      const edge = network.body.edges[link.id];
      if (!edge?.connected || link.undirected) continue;
      const [a, b, c] = [0.5, 0.38, 0.62].map((part) => network.canvasToDOM(edge.edgeType.getPoint(part)));
      const style = link.style ?? lineStyle(link.facts);
      items.push({
        id: link.id, line: true, must: touched, text: lineLabel(link), x: a.x, y: a.y, x2: b.x, y2: b.y, x3: c.x, y3: c.y, importance: link.facts.length,
        family: scene.family, colour: LINES[style].colour === "--edge" ? "--edge-strong" : LINES[style].colour,
      });
    }
    return items.sort((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1)).slice(0, 120);
  }

  network.on("afterDrawing", (ctx) => {
    const { width, height, right, bottom } = size();
    const ratio = ctx.canvas.width / width;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const most = width < 500 ? 60 : 140;
    scene.labels = placeLabels(ctx, nodeItems(network.getScale()), lineItems(), { width: width - right, height: height - bottom, most });
    drawLabels(ctx, scene.labels, scene.colour);
    ctx.restore();
    scene.frames = (scene.frames ?? 0) + 1;
  });
  network.on("click", (event) => {
    if (event.nodes.length) handlers.onNode(event.nodes[0]);
    else if (event.edges.length) handlers.onLine(event.edges[0]);
    else handlers.onNothing();
  });
  // The browser's own double click: vis-network's depends on how quickly the page handles the two clicks.
  element.addEventListener("dblclick", (event) => {
    const box = element.getBoundingClientRect();
    const id = network.getNodeAt({ x: event.clientX - box.left, y: event.clientY - box.top });
    if (id !== undefined) handlers.onFocus(id);
  });
  const hover = (id) => { scene.hovered = id; element.style.cursor = id === null ? "" : "pointer"; network.redraw(); };
  network.on("hoverNode", (event) => hover(event.node));
  network.on("blurNode", () => hover(null));
  network.on("hoverEdge", (event) => hover(event.edge));
  network.on("blurEdge", () => hover(null));
  return scene;
}
