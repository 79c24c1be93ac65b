// The picture: vis-network holds nodes and lines and answers clicks; shapes, names and grounds are drawn here.

import { createCamera } from "./camera.js";
import { drawLabels, placeLabels } from "./labels.js";
import { edgeItem } from "./linelook.js";
import { colours } from "./looks.js";
import { entityNames, lineNames } from "./naming.js";
import { nodePainter } from "./nodelook.js";
import { outline, regionsOf, trace } from "./regions.js";

// No entity is drawn smaller than this many pixels of radius, however far away.
const SMALLEST = 3.5;

export function createScene(element, options, handlers) {
  const { vis } = globalThis;
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(element, { nodes, edges }, options);
  const scene = {
    network, drawn: new Map(), lines: new Map(), places: new Map(), ghosts: new Set(), regions: [], pinned: null, lit: null, chosen: null, hovered: null,
    labels: [], colour: colours(), strength: 1, family: getComputedStyle(document.documentElement).getPropertyValue("--sans"),
  };
  const ctxRenderer = nodePainter(scene);

  // What is not the point now: faded beside a choice, or a ghost of what the filters hide.
  scene.pale = (id) => scene.ghosts.has(id) || (scene.lit !== null && !scene.lit.has(id));
  scene.ghostLine = (link) => scene.ghosts.has(link.id) || scene.ghosts.has(link.from.index) || scene.ghosts.has(link.to.index);

  // Radius in the picture's own units: a picture drawn small gets somewhat larger discs.
  scene.radius = (entity) => Math.max(entity.radius * Math.min(1.5, scene.strength), SMALLEST / network.getScale());

  // Bring the data sets to the given nodes and lines; only what changed is touched.
  scene.show = (entities, links, places, { ghosts = new Set(), communityOf = null } = {}) => {
    scene.drawn = new Map(entities.map((entity) => [entity.index, entity]));
    scene.lines = new Map(links.map((link) => [link.id, link]));
    scene.ghosts = ghosts;
    scene.regions = [];
    edges.remove(edges.getIds().filter((id) => !scene.lines.has(id)));
    nodes.remove(nodes.getIds().filter((id) => !scene.drawn.has(id)));
    nodes.update(entities.map((entity) => ({ id: entity.index, ...places.get(entity), shape: "custom", ctxRenderer, size: entity.radius })));
    scene.places = places;
    const firm = entities.filter((entity) => !ghosts.has(entity.index));
    scene.regions = communityOf ? regionsOf(firm, links, communityOf) : [];
    scene.paintLines();
  };

  function quiet(link) {
    if (scene.ghostLine(link)) return true;
    if (scene.lit === null) return false;
    return scene.litLines ? !scene.litLines.has(link.id) : !(link.from.index === scene.chosen || link.to.index === scene.chosen || link.id === scene.chosen);
  }

  // A line from an entity to itself is drawn only while that entity is chosen.
  scene.paintLines = () => {
    const shown = [...scene.lines.values()].filter((link) => link.from !== link.to || scene.chosen === link.from.index || scene.chosen === link.id);
    edges.update(shown.map((link) => edgeItem(link, { pairs: scene.lines, colour: scene.colour, strength: scene.strength, quiet: quiet(link) })));
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

  scene.camera = createCamera(scene, element, handlers);

  scene.outlines = () => scene.regions.map((members) => outline(members, (entity) => network.body.nodes[entity.index], scene.radius));

  network.on("beforeDrawing", (ctx) => {
    ctx.save();
    ctx.fillStyle = scene.colour("--region");
    ctx.strokeStyle = scene.colour("--region-edge");
    ctx.lineWidth = 1 / network.getScale();
    ctx.globalAlpha = scene.lit === null ? 1 : 0.5;
    for (const corners of scene.outlines()) {
      ctx.beginPath();
      trace(ctx, corners);
      ctx.fill();
      ctx.stroke();
    }
    ctx.restore();
  });
  network.on("afterDrawing", (ctx) => {
    const { width, height, right, bottom } = scene.camera.size();
    const ratio = ctx.canvas.width / width;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const most = width < 500 ? 60 : 140;
    scene.labels = placeLabels(ctx, entityNames(scene, network.getScale()), lineNames(scene), { width: width - right, height: height - bottom, most });
    drawLabels(ctx, scene.labels, scene.colour);
    ctx.restore();
    scene.frames = (scene.frames ?? 0) + 1;
  });
  listen(scene, element, handlers);
  return scene;
}

function listen(scene, element, handlers) {
  const { network } = scene;
  network.on("click", (event) => {
    if (event.nodes.length) handlers.onNode(event.nodes[0]);
    else if (event.edges.length) handlers.onLine(event.edges[0]);
    else handlers.onNothing();
  });
  network.on("dragEnd", (event) => {
    if (event.nodes.length) handlers.onMoved(event.nodes[0], network.getPosition(event.nodes[0]));
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
}
