// The shortest ways from one entity to another over the facts that pass the filters.

// Breadth first, without the given nodes and steps; null where there is no way.
function shortest(from, to, neighbours, { without, steps, longest }) {
  const before = new Map([[from, null]]);
  let rim = [from];
  for (let length = 0; length < longest && rim.length; length += 1) {
    const following = [];
    for (const entity of rim) {
      for (const other of neighbours(entity)) {
        if (before.has(other) || without.has(other) || steps.has(`${entity.index}>${other.index}`)) continue;
        before.set(other, entity);
        if (other === to) return unwind(before, to);
        following.push(other);
      }
    }
    rim = following;
  }
  return null;
}

function unwind(before, to) {
  const way = [];
  for (let at = to; at; at = before.get(at)) way.unshift(at);
  return way;
}

const key = (way) => way.map((entity) => entity.index).join(">");

// Yen 1971: each further way leaves one of the found ones at some point and never uses the same step there again.
export function shortestWays(from, to, neighbours, { count = 3, longest = 8 } = {}) {
  if (from === to) return [];
  const first = shortest(from, to, neighbours, { without: new Set(), steps: new Set(), longest });
  const found = first ? [first] : [];
  const candidates = new Map();
  while (found.length && found.length < count) {
    const last = found.at(-1);
    for (let i = 0; i < last.length - 1; i += 1) {
      const root = last.slice(0, i + 1);
      const steps = new Set(found.filter((way) => key(way.slice(0, i + 1)) === key(root) && way.length > i + 1).map((way) => `${way[i].index}>${way[i + 1].index}`));
      const rest = shortest(root[i], to, neighbours, { without: new Set(root.slice(0, i)), steps, longest: longest - i });
      if (rest) {
        const way = [...root.slice(0, i), ...rest];
        candidates.set(key(way), way);
      }
    }
    found.forEach((way) => candidates.delete(key(way)));
    const best = [...candidates.entries()].sort(([a, one], [b, two]) => one.length - two.length || (a < b ? -1 : 1))[0];
    if (!best) break;
    found.push(best[1]);
    candidates.delete(best[0]);
  }
  return found;
}

// Neighbours over the given facts, best known first; entities the test turns down are only ever ends of a way.
export function neighboursOver(facts, wanted) {
  const around = new Map();
  const join = (a, b) => {
    if (!around.has(a)) around.set(a, new Set());
    around.get(a).add(b);
  };
  for (const fact of facts) {
    for (const [from, to] of fact.lines) {
      if (!wanted(from) || !wanted(to)) continue;
      join(from, to);
      join(to, from);
    }
  }
  const sorted = new Map();
  return (entity) => {
    if (!sorted.has(entity)) sorted.set(entity, [...(around.get(entity) ?? [])].sort((a, b) => b.importance - a.importance || a.index - b.index));
    return sorted.get(entity);
  };
}

// Ways over people, places and organisations; only where there is none, ways over concepts too.
export function waysBetween(from, to, facts) {
  const named = shortestWays(from, to, neighboursOver(facts, (entity) => !entity.light || entity === from || entity === to));
  return named.length ? named : shortestWays(from, to, neighboursOver(facts, () => true));
}
