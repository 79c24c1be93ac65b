// Time under the picture: brushing the axis filters, playing it tells the story so far, two ranges can be compared.

import { drawAxis } from "./axis.js";
import { binsOf, CLOCKS, dayOf, readable } from "./clock.js";
import { halves } from "./compare.js";
import { el, plural } from "./dom.js";
import { passes } from "./filters.js";

const BEAT = 900;

function countIn(bins, facts, clock) {
  const counts = bins.map(() => 0);
  for (const fact of facts) {
    const day = dayOf(fact, clock);
    const at = day ? bins.findIndex(({ from, to }) => day >= from && day <= to) : -1;
    if (at >= 0) counts[at] += 1;
  }
  return counts;
}

function chosenFacts(app) {
  const { chosen } = app.state;
  if (chosen?.entity) return new Set(chosen.entity.facts);
  const link = chosen?.line && app.seen.links.find((one) => one.id === chosen.line);
  return link ? new Set(link.facts) : null;
}

// The facts of each step of the axis under the other filters, and those of what is chosen.
function frameOf(app) {
  const { model, state: { filters } } = app;
  const dated = model.facts.filter((fact) => passes(filters, fact, "date"));
  const { bins, unit } = binsOf(model.facts.map((fact) => dayOf(fact, filters.clock)).filter(Boolean));
  const own = chosenFacts(app);
  return {
    bins, unit, counts: countIn(bins, dated, filters.clock), own: own && countIn(bins, dated.filter((fact) => own.has(fact)), filters.clock),
    undated: dated.filter((fact) => !dayOf(fact, filters.clock)).length,
  };
}

// A comparison starts from the range that is set and all that came before it, else from the two halves.
function rangesOf({ model, state: { filters } }) {
  const days = [...new Set(model.facts.map((fact) => dayOf(fact, filters.clock)).filter(Boolean))].sort();
  const before = filters.from ? days.filter((day) => day < filters.from) : [];
  return before.length ? [[before[0], before.at(-1)], [filters.from, filters.to || days.at(-1)]] : halves(days);
}

function rangeInputs(ranges, changed) {
  const field = (which, at) => el("input", { type: "date", "aria-label": `${which === 0 ? "First" : "Second"} range, ${at === 0 ? "from" : "to"}`, value: ranges[which][at], "data-range": `${which}${at}`,
    onchange: (event) => { if (event.target.value) { ranges[which][at] = event.target.value; changed(); } } });
  return el("span", { class: "ranges" }, field(0, 0), "–", field(0, 1), el("strong", {}, " with "), field(1, 0), "–", field(1, 1));
}

export function createTimeline(root, app) {
  const { state } = app;
  const axis = el("div", { class: "axis" });
  let frame = { bins: [], counts: [], own: null, unit: "day", undated: 0 };
  let playing = 0;

  function set(range) {
    Object.assign(state.filters, { compare: null, ...range });
    app.update();
  }

  const setRange = (first, last) => set({ from: frame.bins[first].from, to: frame.bins[last].to });
  const clear = () => set({ from: "", to: "" });

  // The steps at the ends of the range that is set, or of the whole.
  function ends() {
    const { filters } = state;
    const first = filters.from ? frame.bins.findIndex(({ to }) => to >= filters.from) : 0;
    const last = filters.to ? frame.bins.findLastIndex(({ from }) => from <= filters.to) : frame.bins.length - 1;
    return [first < 0 ? frame.bins.length - 1 : first, Math.max(0, last)];
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
  }

  // The story so far grows, or shrinks, to the next step that has a fact; false at the end.
  function step(way) {
    const [first, last] = state.filters.to ? ends() : [0, way > 0 ? -1 : frame.bins.length];
    let next = last + way;
    while (next >= 0 && next < frame.bins.length && !frame.counts[next]) next += way;
    if (next < 0 || next >= frame.bins.length) return false;
    setRange(Math.min(first, next), next);
    return true;
  }

  function play() {
    if (playing) {
      stop();
      refresh();
      return;
    }
    if (state.filters.compare || !state.filters.to || ends()[1] >= frame.bins.length - 1) Object.assign(state.filters, { from: "", to: "", compare: null });
    playing = setInterval(() => { if (!step(1)) { stop(); refresh(); } }, BEAT);
    step(1);
  }

  function compare() {
    if (state.filters.compare) {
      clear();
      return;
    }
    state.panelClosed = false;
    state.chosen = null;
    set({ compare: rangesOf(app), from: "", to: "" });
  }

  function brushed([first, last]) {
    const [setFirst, setLast] = ends();
    if (first === last && state.filters.from && first === setFirst && last === setLast) clear();
    else setRange(first, last);
  }

  function move(which, by) {
    const [first, last] = ends();
    if (which === 0) setRange(Math.min(last, Math.max(0, first + by)), last);
    else setRange(first, Math.max(first, Math.min(frame.bins.length - 1, last + by)));
    axis.querySelectorAll('[role="slider"]')[which]?.focus();
  }

  function button(id, text, label, onclick, pressed = null) {
    return el("button", { type: "button", id, "aria-label": label, title: label, "aria-pressed": pressed, onclick: () => { if (id !== "play") stop(); onclick(); } }, text);
  }

  function controls() {
    const { filters } = state;
    const [first, last] = ends();
    const isSet = Boolean(filters.from || filters.to);
    const choice = el("select", { id: "clock", "aria-label": "Days counted", onchange: (event) => { stop(); set({ clock: event.target.value, from: "", to: "" }); } },
      ...Object.entries(CLOCKS).map(([value, text]) => el("option", { value, selected: value === filters.clock }, `Day ${text}`)));
    const range = isSet && frame.bins.length ? `${readable(frame.bins[first].from)} – ${readable(frame.bins[last].to)}` : `facts per ${frame.unit}`;
    return el("div", { class: "controls" }, choice, button("step-back", "‹", "One step back", () => step(-1)), button("play", playing ? "❚❚" : "▶", playing ? "Stop" : "Play the story step by step", play, String(Boolean(playing))),
      button("step-on", "›", "One step on", () => step(1)), button("compare", "Compare", "Compare two ranges of time", compare, String(Boolean(filters.compare))),
      isSet ? button("all-days", "All days", "All days", clear) : null,
      el("span", { id: "when", class: "when" }, filters.compare ? rangeInputs(filters.compare, () => app.update()) : range, frame.undated ? ` · ${plural(frame.undated, "fact")} undated` : ""));
  }

  function paint() {
    const { filters } = state;
    if (!frame.bins.length) return;
    const settings = { range: ends(), compare: filters.compare, set: Boolean(filters.from || filters.to) };
    axis.replaceChildren(drawAxis(frame, settings, Math.max(120, axis.clientWidth || 600), { brushed: (range) => { stop(); brushed(range); }, move }));
  }

  function refresh() {
    if (!app.seen) return;
    frame = frameOf(app);
    root.hidden = frame.bins.length < 2 && !app.model.facts.some((fact) => fact.toldDay && fact.publishedDay);
    if (root.hidden) return;
    const focused = root.contains(document.activeElement) ? document.activeElement.id : "";
    root.replaceChildren(controls(), axis);
    paint();
    if (focused) root.querySelector(`#${CSS.escape(focused)}`)?.focus({ preventScroll: true });
  }

  globalThis.addEventListener("resize", paint);
  return { refresh };
}
