// Names drawn over the picture at constant size, the most important first, none touching another.

const CELL = 48;

function grid() {
  const cells = new Map();
  const each = (box, visit) => {
    for (let cx = Math.floor(box.x / CELL); cx <= Math.floor((box.x + box.w) / CELL); cx += 1) {
      for (let cy = Math.floor(box.y / CELL); cy <= Math.floor((box.y + box.h) / CELL); cy += 1) {
        if (visit(`${cx},${cy}`)) return true;
      }
    }
    return false;
  };
  return {
    add(box) {
      each(box, (key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); });
    },
    hits(box, owner, major) {
      return each(box, (key) => cells.get(key)?.some((other) => other.owner !== owner && !(major && other.minor) && box.x < other.x + other.w
        && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h));
    },
  };
}

const widths = new Map();

function widthOf(ctx, font, text) {
  const key = `${font}\u0000${text}`;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

export function clip(text, length = 30) {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length - 1).join("").trimEnd()}…` : text;
}

function fontOf(item, narrow) {
  const size = (item.strong ? 13 + Math.min(4, Math.max(0, (item.radius - 9) / 5)) : 12) - (narrow ? 1 : 0);
  return { size, font: `${item.light ? "italic 400" : item.strong ? "600" : "500"} ${size}px ${item.family}` };
}

// Candidate boxes around a disc of radius r: below, above, right, left, then the corners.
function around(x, y, r, w, h) {
  return [
    { x: x - w / 2, y: y + r + 2, w, h }, { x: x - w / 2, y: y - r - 2 - h, w, h },
    { x: x + r + 4, y: y - h / 2, w, h }, { x: x - r - 4 - w, y: y - h / 2, w, h },
    { x: x + r * 0.6, y: y + r * 0.7, w, h }, { x: x - r * 0.6 - w, y: y + r * 0.7, w, h },
    { x: x + r * 0.6, y: y - r * 0.7 - h, w, h }, { x: x - r * 0.6 - w, y: y - r * 0.7 - h, w, h },
  ];
}

// Place names: those asked for first, then entities, then lines, each in the order given. Returns what is to be drawn.
export function placeLabels(ctx, nodes, lines, { width, height, most }) {
  const taken = grid();
  // The names of the leading entities may cover the dots of lesser ones; no name ever covers a name.
  nodes.slice(0, Math.max(20, Math.min(40, nodes.length / 3))).forEach((node) => { node.major = true; });
  for (const node of nodes) {
    if (node.radius > 3) taken.add({ x: node.x - node.radius, y: node.y - node.radius, w: 2 * node.radius, h: 2 * node.radius, owner: node.id, minor: !node.major });
  }
  const placed = [];
  const tryBoxes = (item, boxes, always) => {
    const free = boxes.find((box) => box.x > -6 && box.y > -4 && box.x + box.w < width + 6 && box.y + box.h < height + 4 && !taken.hits(box, item.id, item.major));
    const box = free ?? (always ? boxes.find((one) => !placed.some((other) => crosses(one, other))) : null);
    if (!box) return;
    const kept = { ...box, owner: item.id };
    taken.add(kept);
    placed.push({ ...kept, owner: null, id: item.id, text: item.shown, font: item.font, size: item.size, item });
  };
  const inTurn = [...nodes.filter((node) => node.must), ...lines.filter((line) => line.must), ...nodes.filter((node) => !node.must), ...lines.filter((line) => !line.must)];
  for (const item of inTurn) {
    if (placed.length >= most) break;
    if (item.x < -80 || item.y < -40 || item.x > width + 80 || item.y > height + 40 || !item.text) continue;
    item.shown = clip(item.text, item.line ? 44 : 30);
    Object.assign(item, item.line ? { size: 11, font: `500 11px ${item.family}` } : fontOf(item, width < 500));
    const w = widthOf(ctx, item.font, item.shown) + 4;
    const h = item.size + 4;
    if (item.line) tryBoxes(item, [{ x: item.x - w / 2, y: item.y - h / 2, w, h }, { x: item.x2 - w / 2, y: item.y2 - h / 2, w, h }, { x: item.x3 - w / 2, y: item.y3 - h / 2, w, h }], false);
    else tryBoxes(item, around(item.x, item.y, item.radius, w, h), item.must);
  }
  return placed;
}

function crosses(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function drawLabels(ctx, placed, colour) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of placed) {
    const x = label.x + label.w / 2;
    const y = label.y + label.h / 2 + 0.5;
    ctx.font = label.font;
    if (label.item.line) {
      ctx.globalAlpha = 0.86;
      ctx.fillStyle = colour("--halo");
      ctx.fillRect(label.x, label.y, label.w, label.h);
      ctx.globalAlpha = 1;
    }
    ctx.strokeStyle = colour("--halo");
    ctx.lineWidth = 3.5;
    ctx.strokeText(label.text, x, y);
    ctx.fillStyle = label.item.line ? colour(label.item.colour) : label.item.light ? colour("--muted") : colour("--ink");
    ctx.fillText(label.text, x, y);
  }
}
