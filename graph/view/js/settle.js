// Places for a set of entities that the file has none for, such as an opened community: stress majorisation on graph
// distances, as layout.py does it for the opening view, small enough to run on a click.

const UNIT = 96;
const ROUNDS = 120;

function distances(count, pairs) {
  const ideal = Array.from({ length: count }, (_, i) => Float64Array.from({ length: count }, (_unused, j) => (i === j ? 0 : Infinity)));
  const degree = new Array(count).fill(0);
  for (const [a, b] of pairs) { degree[a] += 1; degree[b] += 1; }
  for (const [a, b] of pairs) ideal[a][b] = ideal[b][a] = Math.max(1, 0.55 * Math.sqrt(degree[a] + degree[b]));
  for (let k = 0; k < count; k += 1) {
    for (let i = 0; i < count; i += 1) {
      const through = ideal[i][k];
      if (through === Infinity) continue;
      for (let j = 0; j < count; j += 1) ideal[i][j] = Math.min(ideal[i][j], through + ideal[k][j]);
    }
  }
  const far = 1.3 * Math.max(1, ...ideal.map((row) => Math.max(...row.filter(Number.isFinite))));
  return ideal.map((row) => row.map((d) => (Number.isFinite(d) ? d : far)));
}

function majorise(ideal, x, y) {
  const count = x.length;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [nextX, nextY] = [new Float64Array(count), new Float64Array(count)];
    for (let i = 0; i < count; i += 1) {
      let total = 0;
      for (let j = 0; j < count; j += 1) {
        if (i === j) continue;
        const weight = 1 / (ideal[i][j] * ideal[i][j]);
        const [dx, dy] = [x[i] - x[j], y[i] - y[j]];
        const pull = ideal[i][j] / Math.max(1e-3, Math.hypot(dx, dy));
        nextX[i] += weight * (x[j] + pull * dx);
        nextY[i] += weight * (y[j] + pull * dy);
        total += weight;
      }
      nextX[i] = 0.1 * x[i] + 0.9 * (nextX[i] / total);
      nextY[i] = 0.1 * y[i] + 0.9 * (nextY[i] / total);
    }
    x.set(nextX);
    y.set(nextY);
  }
}

// Push entities apart until each has room for its disc and its name beneath.
function separate(entities, x, y) {
  const wide = entities.map((entity) => Math.max(entity.radius + 8, Math.min(24, entity.label.length) * 3.2 + 5));
  const high = entities.map((entity) => entity.radius + 14);
  for (let round = 0; round < 80; round += 1) {
    let moved = false;
    for (let i = 0; i < x.length; i += 1) {
      for (let j = i + 1; j < x.length; j += 1) {
        const overX = wide[i] + wide[j] - Math.abs(x[i] - x[j]);
        const overY = high[i] + high[j] - Math.abs(y[i] - y[j]);
        if (overX <= 0.5 || overY <= 0.5) continue;
        moved = true;
        const [along, over] = overX < overY ? [x, overX] : [y, overY];
        const way = along[i] < along[j] ? -1 : 1;
        along[i] += way * over * 0.4;
        along[j] -= way * over * 0.4;
      }
    }
    if (!moved) return;
  }
}

export function settle(entities, links) {
  const index = new Map(entities.map((entity, i) => [entity, i]));
  const pairs = [...new Set(links.filter((link) => link.from !== link.to).map((link) => [index.get(link.from), index.get(link.to)].sort((a, b) => a - b).join(" ")))]
    .map((pair) => pair.split(" ").map(Number));
  const x = Float64Array.from(entities, (_, i) => Math.sqrt(i + 1) * Math.cos(i * 2.399963));
  const y = Float64Array.from(entities, (_, i) => Math.sqrt(i + 1) * Math.sin(i * 2.399963));
  if (entities.length > 1) majorise(distances(entities.length, pairs), x, y);
  for (let i = 0; i < x.length; i += 1) { x[i] *= UNIT * 1.25; y[i] *= UNIT; }
  separate(entities, x, y);
  return new Map(entities.map((entity, i) => [entity, { x: Math.round(x[i]), y: Math.round(y[i]) }]));
}
