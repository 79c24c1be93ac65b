// The time axis as a drawing: a bar per step, a window over the range that is set, two ends to move it by keyboard.

import { readable } from "./clock.js";
import { svg } from "./dom.js";
import { inRange } from "./filters.js";

const HEIGHT = 40;
const FOOT = 16;
const TALLEST = HEIGHT - 4;

function bars({ bins, counts, own }, { range: [first, last], compare }, step) {
  const most = Math.max(1, ...counts);
  const bar = (count, i, name) => svg("rect", { x: i * step + 0.5, y: HEIGHT - (TALLEST * count) / most, width: Math.max(1, step - 1), height: (TALLEST * count) / most, class: name });
  const className = (i) => {
    const compared = compare?.findIndex((one) => inRange(one, bins[i].from) || inRange(one, bins[i].to)) ?? -1;
    if (compare) return compared === 0 ? "bar first" : compared === 1 ? "bar second" : "bar out";
    return i >= first && i <= last ? "bar" : "bar out";
  };
  return bins.flatMap((_, i) => [counts[i] ? bar(counts[i], i, className(i)) : null, own?.[i] ? bar(own[i], i, "bar own") : null]).filter(Boolean);
}

// As precise as the steps are: "2025", "2025-11", "2025-11-04".
const LETTERS = { year: 4, month: 7 };

function dates({ bins, unit }, step, width) {
  const last = bins.length - 1;
  const marks = [...new Set(width < 420 ? [0, last] : [0, Math.floor(bins.length / 3), Math.floor((2 * bins.length) / 3), last])];
  return marks.map((i) => svg("text", {
    x: i === 0 ? 0 : i === last ? width : (i + 0.5) * step, y: HEIGHT + 12, "text-anchor": i === 0 ? "start" : i === last ? "end" : "middle",
  }, bins[i].from.slice(0, LETTERS[unit])));
}

function end(which, bins, at, step, move) {
  const edge = which === 0 ? bins[at].from : bins[at].to;
  const handle = svg("rect", {
    x: (at + which) * step - 3, y: 0, width: 6, height: HEIGHT, rx: 3, class: "handle", role: "slider", tabindex: 0, "aria-label": which === 0 ? "From" : "To",
    "aria-valuemin": 0, "aria-valuemax": bins.length - 1, "aria-valuenow": at, "aria-valuetext": readable(edge),
  }, svg("title", {}, readable(edge)));
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    move(which, by);
  });
  return handle;
}

// Press, drag, let go: the window follows, the filter is set at the end. A click on the window's only step takes it off.
function listen(drawing, window_, bins, step, brushed) {
  let anchor = null;
  const binAt = (event) => Math.min(bins.length - 1, Math.max(0, Math.floor((event.clientX - drawing.getBoundingClientRect().left) / step)));
  const span = (event) => [Math.min(anchor, binAt(event)), Math.max(anchor, binAt(event))];
  const follow = (event) => {
    const [first, last] = span(event);
    window_.setAttribute("x", first * step);
    window_.setAttribute("width", (last - first + 1) * step);
    window_.removeAttribute("visibility");
  };
  drawing.addEventListener("pointerdown", (event) => {
    anchor = binAt(event);
    drawing.setPointerCapture(event.pointerId);
    follow(event);
  });
  drawing.addEventListener("pointermove", (event) => { if (anchor !== null) follow(event); });
  drawing.addEventListener("pointerup", (event) => {
    if (anchor === null) return;
    const range = span(event);
    anchor = null;
    brushed(range);
  });
}

export function drawAxis(frame, settings, width, { brushed, move }) {
  const { bins } = frame;
  const { range: [first, last], compare, set } = settings;
  const step = width / bins.length;
  const drawing = svg("svg", { width, height: HEIGHT + FOOT, viewBox: `0 0 ${width} ${HEIGHT + FOOT}`, role: "group", "aria-label": "Facts over time" });
  const window_ = svg("rect", { x: first * step, y: 0, width: (last - first + 1) * step, height: HEIGHT, class: "window", visibility: set ? null : "hidden" });
  drawing.append(window_, ...bars(frame, settings, step), svg("path", { d: `M0 ${HEIGHT}.5H${width}`, class: "base" }), ...dates(frame, step, width));
  if (!compare) drawing.append(end(0, bins, first, step, move), end(1, bins, last, step, move));
  listen(drawing, window_, bins, step, brushed);
  return drawing;
}
