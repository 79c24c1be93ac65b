// How large entities are drawn: by the facts about them, their neighbours, their centrality or their mentions.

export const MEASURES = {
  facts: { label: "facts", explain: "Larger: more facts about it." },
  neighbours: { label: "neighbours", explain: "Larger: linked to more other entities (degree)." },
  centrality: { label: "centrality", explain: "Larger: linked to by others that are themselves well linked (PageRank)." },
  mentions: { label: "mentions", explain: "Larger: named more often in the articles." },
};

// Few statements report an event, but several outlets do: picture.py agrees.
const EVENT_RADIUS = 11;

function valuesOf(model, measure) {
  if (measure === "facts") return model.entities.map((entity) => entity.importance);
  if (measure === "mentions") return model.entities.map((entity) => entity.mentions);
  if (measure === "neighbours") return model.entities.map((entity) => new Set(entity.linked.map(({ other }) => other)).size);
  return pageRank(model).map((rank) => rank * model.entities.length);
}

// Page and others 1999, damping 0.85, over the lines of the picture in both directions, thirty rounds.
export function pageRank({ entities }) {
  const count = entities.length;
  let rank = new Float64Array(count).fill(1 / Math.max(1, count));
  for (let round = 0; round < 30; round += 1) {
    const fresh = new Float64Array(count);
    let loose = 0;
    for (const entity of entities) {
      const share = rank[entity.index] / Math.max(1, entity.linked.length);
      if (!entity.linked.length) loose += rank[entity.index];
      for (const { other } of entity.linked) fresh[other.index] += 0.85 * share;
    }
    const floor = (0.15 + 0.85 * loose) / Math.max(1, count);
    rank = fresh.map((value) => value + floor);
  }
  return [...rank];
}

// picture.py agrees: the area grows with the measure, up to the entity that has most of it.
export function setSizes(model, measure) {
  const values = valuesOf(model, measure);
  const named = model.entities.filter((entity) => !entity.light && entity.linked.length);
  const least = measure === "centrality" ? Math.min(...named.map((entity) => values[entity.index]), Infinity) : 1;
  const most = measure === "facts" ? model.payload.start.most : Math.max(...named.map((entity) => values[entity.index]), least === Infinity ? 1 : least);
  const span = Math.max(most - (least === Infinity ? 0 : least), measure === "centrality" ? 1e-9 : 11);
  for (const entity of model.entities) {
    const share = Math.min(1, Math.max(values[entity.index] - least, 0) / span);
    entity.measure = values[entity.index];
    entity.radius = entity.light ? 5 : Math.max(entity.event ? EVENT_RADIUS : 6, Math.round(6 + 24 * Math.sqrt(share)));
  }
}
