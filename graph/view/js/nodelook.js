// How an entity is drawn on the canvas: its kind's shape, a ring when it is chosen, pale when it is not the point.

import { tracePath } from "./looks.js";

const PALE = 0.16;

export function nodePainter(scene) {
  return ({ ctx, id, x, y }) => {
    const item = scene.drawn.get(id);
    const radius = item ? scene.radius(item) : 6;
    return {
      drawNode() { if (item) paint(scene, ctx, item, { id, x, y, radius }); },
      nodeDimensions: { width: 2 * radius, height: 2 * radius },
    };
  };
}

function paint(scene, ctx, item, { id, x, y, radius }) {
  ctx.save();
  ctx.globalAlpha = scene.pale(id) ? PALE : 1;
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
  if (scene.pinned?.has(item)) {
    ctx.beginPath();
    ctx.arc(x + radius * 0.75, y - radius * 0.75, 3.5, 0, 2 * Math.PI);
    ctx.fillStyle = scene.colour("--accent");
    ctx.fill();
  }
  ctx.restore();
}
