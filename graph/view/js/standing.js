// What stands where in the present view.

import { besideNeighbours, inColumns, inRings } from "./places.js";
import { settle } from "./settle.js";

// A picture made for a wide screen has a second one for a screen that is held upright.
function upright(box) {
  return box.clientWidth > 0 && box.clientHeight > box.clientWidth * 1.15;
}

export function placesNow(app, entities, links, box) {
  const tall = upright(box);
  const spotOf = ({ x, y, upright: [uprightX, uprightY] }) => (tall ? { x: uprightX, y: uprightY } : { x, y });
  const view = app.view();
  if (view.mode === "map") return new Map(app.discs.map((disc) => [disc, spotOf(disc)]));
  const known = new Map([...app.model.placed].map(([index, spot]) => [index, spotOf(spot)]));
  if (view.mode === "ego") return aroundFocus(app, known, tall);
  if (view.mode === "path" && !app.seen.ghosts.nodes.length) return inColumns(app.seen.ways, view.roots, tall);
  if (view.mode === "community") return settle(entities, links);
  // A pin belongs to the wide picture: the other one has places of its own.
  if (!tall) for (const [entity, spot] of app.edits.pins()) known.set(entity.index, spot);
  return besideNeighbours(entities, known);
}

function aroundFocus(app, known, tall) {
  const drawn = new Set(app.seen.nodes);
  const before = new Map([...known].map(([index, spot]) => [app.model.entities[index], spot]));
  const places = inRings(new Map([...app.seen.rings].filter(([entity]) => drawn.has(entity))), before);
  return tall ? new Map([...places].map(([entity, spot]) => [entity, { x: spot.y / 1.2, y: spot.x }])) : places;
}
