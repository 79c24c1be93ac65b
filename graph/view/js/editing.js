// Controls for corrections and notes: on an entity, on a fact, and the list of all of them.

import { el, plural } from "./dom.js";
import { candidatesFor } from "./likeness.js";

function toggle(text, pressed, onclick, name = null) {
  return el("button", { type: "button", class: "mini", "aria-pressed": String(pressed), "data-action": name, onclick }, text);
}

export function factJudgement(fact, edits) {
  const judged = edits.judgement(fact);
  const button = (action, text) => toggle(text, judged === action, () => edits.judge(fact, action), action);
  return el("span", { class: "judge", role: "group", "aria-label": "Is this fact right?" }, button("right", "right"), button("wrong", "wrong"));
}

function sameness(entity, other, score, edits, open) {
  const said = edits.sameness(entity, other);
  return el("li", {}, el("button", { type: "button", class: "plain", onclick: () => open(other) }, other.label),
    score === null ? "" : el("span", { class: "score" }, ` ${score.toFixed(2)}`), " ",
    toggle("same", said === "merge", () => edits.join(entity, other, "merge"), "same"), toggle("different", said === "different", () => edits.join(entity, other, "different"), "different"));
}

// Candidates for being the same thing, those of the file and those the reader named.
export function samenessList(entity, model, edits, actions) {
  const candidates = candidatesFor(entity, model);
  const further = edits.joined(entity).filter(({ other }) => !candidates.some((one) => one.other === other)).map(({ other }) => ({ other, score: null }));
  if (!candidates.length && !further.length) return null;
  return el("div", { class: "same" }, el("p", {}, "Perhaps the same as"), el("ul", {}, ...[...candidates, ...further].map(({ other, score }) => sameness(entity, other, score, edits, actions.open))));
}

export function entityEditing(entity, edits, actions) {
  const note = el("textarea", { rows: 2, "aria-label": `Note on ${entity.label}`, placeholder: "A note of your own …", onchange: (event) => edits.setNote(entity, event.target.value) });
  note.value = edits.note(entity);
  const pinned = edits.pins().has(entity);
  return el("details", { class: "edit", open: Boolean(note.value || pinned) }, el("summary", {}, "Your edits"),
    el("div", { class: "actions" },
      toggle(pinned ? "Unpin" : "Pin here", pinned, () => actions.pin(entity), "pin"),
      toggle("Hide", false, () => actions.hide(entity), "hide"),
      toggle("Same as …", false, () => actions.ask(entity, "same"), "same-as")),
    note, el("p", { class: "fine" }, "Kept in this browser only. “Export › Corrections” writes them for `newsgraph entities apply`."));
}

export function editsNote(edits, { clear, importFrom }) {
  const file = el("input", { type: "file", id: "edits-file", accept: ".json,application/json", class: "visually-hidden", onchange: (event) => importFrom(event.target.files[0]) });
  return el("div", {}, el("p", { class: "note" }, edits.size ? `${plural(edits.size, "edit")} kept in this browser` : "None yet: open an entity or a fact to correct it."),
    el("div", { class: "pair" }, el("label", { class: "file" }, "Load …", file), edits.size ? el("button", { type: "button", id: "edits-clear", onclick: clear }, "Forget all") : null));
}
