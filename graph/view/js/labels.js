// Names drawn over the picture at constant size, the most important first, none touching another.

const CELL = 48;
// A longer name is written on two lines; room.py agrees on this and on the size of letters.
const WRAP = 17;
const LONGEST = 30;
const LINE_HEIGHT = 1.18;

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
      return each(box, (key) => cells.get(key)?.some((other) => other.owner !== owner && !(major && other.minor) && crosses(box, other)));
    },
  };
}

function crosses(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
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

export function clip(text, length = LONGEST) {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length - 1).join("").trimEnd()}…` : text;
}

// One line, or two of about the same length parted at a blank.
export function wrap(text) {
  if (text.length <= WRAP) return [text];
  const blanks = [...text.matchAll(/\s/g)].map((match) => match.index);
  if (!blanks.length) return [text];
  const at = blanks.reduce((best, blank) => (Math.abs(blank - text.length / 2) < Math.abs(best - text.length / 2) ? blank : best));
  return [text.slice(0, at), text.slice(at + 1)];
}

function fontOf(item, narrow) {
  const size = Math.min(18, 11 + Math.max(0, item.natural - 6) * 0.36) * (narrow ? 0.84 : 1);
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

function boxesOf(ctx, item, narrow) {
  const shown = clip(item.text, item.line ? 44 : LONGEST);
  item.rows = item.disc ? item.text.split(", ").map((name) => clip(name, WRAP)) : item.line ? [shown] : wrap(shown);
  Object.assign(item, item.line ? { size: 11, font: `500 11px ${item.family}` } : fontOf(item, narrow));
  const w = Math.max(...item.rows.map((row) => widthOf(ctx, item.font, row))) + 4;
  const h = item.rows.length * item.size * LINE_HEIGHT + 3;
  if (!item.line) return around(item.x, item.y, item.radius, w, h);
  return [[item.x, item.y], [item.x2, item.y2], [item.x3, item.y3]].map(([x, y]) => ({ x: x - w / 2, y: y - h / 2, w, h }));
}

// Place names: those asked for first, then entities, then lines, each in the order given. Returns what is to be drawn.
export function placeLabels(ctx, nodes, lines, { width, height, most }) {
  const taken = grid();
  // The names of the leading entities may cover the dots of lesser ones; no name ever covers a name.
  nodes.slice(0, Math.max(12, Math.min(30, nodes.length / 5))).forEach((node) => { node.major = true; });
  for (const node of nodes) {
    if (node.radius > 3) taken.add({ x: node.x - node.radius, y: node.y - node.radius, w: 2 * node.radius, h: 2 * node.radius, owner: node.id, minor: !node.major });
  }
  const placed = [];
  const fits = (box) => box.x > -2 && box.y > -2 && box.x + box.w < width + 2 && box.y + box.h < height + 2;
  const tryBoxes = (item, boxes) => {
    const free = boxes.find((box) => fits(box) && !taken.hits(box, item.id, false))
      ?? (item.major ? boxes.find((box) => fits(box) && !taken.hits(box, item.id, true)) : null);
    // A leading entity without a name says nothing: its name may cover any disc.
    const anywhere = (item.must || item.major) && !item.line;
    const box = free ?? (anywhere ? boxes.find((one) => (item.must || fits(one)) && !placed.some((other) => crosses(one, other))) : null);
    if (!box) return;
    taken.add({ ...box, owner: item.id });
    placed.push({ ...box, owner: null, id: item.id, text: item.rows.join(" "), rows: item.rows, font: item.font, size: item.size, item });
  };
  const inTurn = [...nodes.filter((node) => node.must), ...lines.filter((line) => line.must), ...nodes.filter((node) => !node.must), ...lines.filter((line) => !line.must)];
  for (const item of inTurn) {
    if (placed.length >= most) break;
    if (item.x < -80 || item.y < -40 || item.x > width + 80 || item.y > height + 40 || !item.text) continue;
    tryBoxes(item, boxesOf(ctx, item, width < 500));
  }
  return placed;
}

// The rows of a placed name, each with the middle of its line.
export function rowsOf(label) {
  const step = label.size * LINE_HEIGHT;
  const top = label.y + label.h / 2 - ((label.rows.length - 1) * step) / 2;
  return label.rows.map((text, i) => ({ text, x: label.x + label.w / 2, y: top + i * step + 0.5 }));
}

export function drawLabels(ctx, placed, colour) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of placed) {
    ctx.font = label.font;
    if (label.item.line) {
      ctx.globalAlpha = 0.86;
      ctx.fillStyle = colour("--halo");
      ctx.fillRect(label.x, label.y, label.w, label.h);
      ctx.globalAlpha = 1;
    }
    ctx.strokeStyle = colour("--halo");
    ctx.lineWidth = 3.5;
    ctx.fillStyle = label.item.line ? colour(label.item.colour) : label.item.light ? colour("--muted") : colour("--ink");
    for (const { text, x, y } of rowsOf(label)) {
      ctx.strokeText(text, x, y);
      ctx.fillText(text, x, y);
    }
  }
}
