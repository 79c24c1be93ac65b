// Places for entities that have none from the file: beside their neighbours, or in rings around a focus.

const STEP = 46;

function freeCell(column, row, taken) {
  for (let ring = 0; ; ring += 1) {
    let best = null;
    for (let dx = -ring; dx <= ring; dx += 1) {
      for (let dy = -ring; dy <= ring; dy += 1) {
        if (Math.max(Math.abs(dx), Math.abs(dy)) !== ring || taken.has(`${column + dx},${row + dy}`)) continue;
        const far = dx * dx + dy * dy;
        if (!best || far < best.far) best = { far, cell: [column + dx, row + dy] };
      }
    }
    if (best) return best.cell;
  }
}

// Known places are kept; every other entity goes to the free spot nearest to the middle of its placed neighbours.
export function besideNeighbours(entities, known) {
  const places = new Map();
  const taken = new Set();
  for (const entity of entities) {
    const spot = known.get(entity.index);
    if (!spot) continue;
    places.set(entity, spot);
    for (let dx = -1; dx <= 1; dx += 1) taken.add(`${Math.round(spot.x / STEP) + dx},${Math.round(spot.y / STEP)}`);
  }
  const homeless = entities.filter((entity) => !places.has(entity)).sort((a, b) => b.importance - a.importance || a.index - b.index);
  for (const [turn, entity] of homeless.entries()) {
    const near = [...new Set(entity.linked.map(({ other }) => other))].filter((other) => places.has(other)).map((other) => places.get(other));
    const angle = turn * 2.399963;
    const x = near.length ? near.reduce((sum, spot) => sum + spot.x, 0) / near.length : 60 * Math.sqrt(turn) * Math.cos(angle);
    const y = near.length ? near.reduce((sum, spot) => sum + spot.y, 0) / near.length : 60 * Math.sqrt(turn) * Math.sin(angle);
    const cell = freeCell(Math.round(x / STEP), Math.round(y / STEP), taken);
    taken.add(cell.join(","));
    places.set(entity, { x: cell[0] * STEP, y: cell[1] * STEP });
  }
  return places;
}

// The focus in the middle, its neighbours in rings around it in the order of the angle at which they stood before.
export function inRings(rings, before) {
  const places = new Map();
  const byRing = [];
  for (const [entity, ring] of rings) (byRing[ring] ??= []).push(entity);
  const middle = centre(byRing[0].map((entity) => before.get(entity)).filter(Boolean));
  byRing[0].forEach((entity, i) => places.set(entity, { x: i * 190 - (byRing[0].length - 1) * 95, y: 0 }));
  let reach = 90 + (byRing[0].length - 1) * 95;
  for (const members of byRing.slice(1).filter(Boolean)) {
    const kin = (entity) => {
      const near = entity.linked.map(({ other }) => places.get(other)).filter((spot) => spot && (spot.x || spot.y));
      const spot = near.length ? centre(near) : before.get(entity);
      return spot ? Math.atan2(spot.y - (near.length ? 0 : middle.y), spot.x - (near.length ? 0 : middle.x)) : 0;
    };
    const ordered = members.map((entity) => ({ entity, angle: kin(entity) }))
      .sort((a, b) => a.angle - b.angle || a.entity.index - b.entity.index);
    reach = spread(ordered, reach, places);
  }
  return places;
}

// As many circles as the members need; larger entities get more of the circle, and names need room sideways.
function spread(ordered, inner, places) {
  const shares = ordered.map(({ entity }) => 34 + 1.7 * entity.radius);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const circles = Math.max(1, Math.ceil(ordered.length / 40));
  const reach = Math.max(inner + 80, (1.15 * total) / circles / (2 * Math.PI));
  let along = 0;
  ordered.forEach(({ entity }, i) => {
    const angle = -Math.PI + (2 * Math.PI * (along + shares[i] / 2)) / total;
    along += shares[i];
    const circle = reach + (i % circles) * 74 + (ordered.length > 12 ? (Math.floor(i / circles) % 2) * 40 : 0);
    places.set(entity, { x: Math.round(1.45 * circle * Math.cos(angle)), y: Math.round(circle * Math.sin(angle)) });
  });
  return reach + circles * 74;
}

function centre(spots) {
  if (!spots.length) return { x: 0, y: 0 };
  return { x: spots.reduce((sum, spot) => sum + spot.x, 0) / spots.length, y: spots.reduce((sum, spot) => sum + spot.y, 0) / spots.length };
}

// Ways side by side: the ends at the two sides, every step between them in its column.
export function inColumns(ways, [from, to], tall) {
  const places = new Map();
  const longest = Math.max(1, ...ways.map((way) => way.length - 1));
  const put = (entity, along, across) => places.set(entity, tall ? { x: across, y: along } : { x: along, y: across });
  put(from, 0, 0);
  put(to, longest * 190, 0);
  ways.forEach((way, row) => {
    const inner = way.slice(1, -1).filter((entity) => !places.has(entity));
    const across = (Math.ceil(row / 2) * (row % 2 ? 1 : -1)) * 110;
    inner.forEach((entity) => put(entity, (way.indexOf(entity) * longest * 190) / (way.length - 1), across));
  });
  return places;
}
