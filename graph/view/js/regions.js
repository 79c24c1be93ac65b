// The ground under each community: a soft shape around its entities, so that the parts of the picture are seen at once.

const SMALLEST = 3;
const MARGIN = 20;
const CORNERS = Array.from({ length: 12 }, (_, i) => [Math.cos((i * Math.PI) / 6), Math.sin((i * Math.PI) / 6)]);

// The entities of each community that hang together through drawn lines, three or more.
export function regionsOf(entities, links, communityOf) {
  const parent = new Map(entities.map((entity) => [entity, entity]));
  const find = (entity) => {
    let root = entity;
    while (parent.get(root) !== root) root = parent.get(root);
    parent.set(entity, root);
    return root;
  };
  for (const { from, to } of links) {
    const own = communityOf(from);
    if (own !== undefined && own === communityOf(to) && parent.has(from) && parent.has(to)) parent.set(find(from), find(to));
  }
  const parts = new Map();
  for (const entity of entities) {
    if (communityOf(entity) === undefined) continue;
    const root = find(entity);
    if (!parts.has(root)) parts.set(root, []);
    parts.get(root).push(entity);
  }
  return [...parts.values()].filter((members) => members.length >= SMALLEST);
}

// Andrew's monotone chain.
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

export function outline(members, spotOf, radiusOf) {
  return hull(members.flatMap((entity) => {
    const { x, y } = spotOf(entity);
    const reach = radiusOf(entity) + MARGIN;
    return CORNERS.map(([cx, cy]) => [x + cx * reach, y + cy * reach + 4]);
  }));
}

// A closed path through the middles of the outline's sides, the corners pulling it: round without a library.
export function trace(path, corners) {
  const middle = ([ax, ay], [bx, by]) => [(ax + bx) / 2, (ay + by) / 2];
  path.moveTo(...middle(corners.at(-1), corners[0]));
  corners.forEach((corner, i) => path.quadraticCurveTo(...corner, ...middle(corner, corners[(i + 1) % corners.length])));
  path.closePath();
}
