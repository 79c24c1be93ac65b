// One fact with the sentence behind it: who did what to whom, how it is told, where it stands.

import { day, objectText, speakerName, statusWords, subjectText } from "./model.js";
import { factJudgement } from "./editing.js";
import { el, outward } from "./dom.js";

function markedSentence(fact) {
  const letters = [...fact.sentenceText];
  const quote = el("blockquote", { cite: /^https?:/i.test(fact.article.url) ? fact.article.url : null });
  let at = 0;
  for (const [start, end, role] of fact.marks) {
    quote.append(letters.slice(at, start).join(""));
    quote.append(el("mark", { class: role, title: role === "s" ? "subject" : "object" }, letters.slice(start, end).join("")));
    at = end;
  }
  quote.append(letters.slice(at).join(""));
  return quote;
}

export function toldChips(fact) {
  const chips = statusWords(fact).map((word) => el("span", { class: `chip ${fact.status}` }, word));
  const speaker = speakerName(fact);
  if (speaker) chips.push(el("span", { class: "chip attributed" }, `according to ${speaker}`));
  if (fact.confidence < 0.5) chips.push(el("span", { class: "chip uncertain" }, "low confidence"));
  return chips;
}

function end(entity, text, open) {
  if (!entity) return el("span", {}, text);
  return el("button", { type: "button", onclick: () => open(entity) }, text);
}

function details(fact) {
  const rows = [];
  if (fact.timeText || fact.time) {
    rows.push(["When", fact.time && fact.time !== fact.timeText ? `${fact.timeText || ""} (${fact.time})`.trim() : fact.timeText || fact.time]);
  }
  if (fact.place || fact.placeText) rows.push(["Where", fact.place ? fact.place.label : fact.placeText]);
  for (const [role, text] of fact.qualifiers) rows.push([role, text]);
  if (!rows.length) return null;
  return el("dl", { class: "details" }, ...rows.flatMap(([term, text]) => [el("dt", {}, term), el("dd", {}, text)]));
}

export function factCard(fact, open, edits) {
  const object = objectText(fact);
  const chips = toldChips(fact);
  const { article } = fact;
  const percent = Math.round(fact.confidence * 100);
  return el("li", { class: `fact${edits.judgement(fact) === "wrong" ? " judged-wrong" : ""}`, "data-fact": fact.iri },
    el("p", { class: "line" }, end(fact.subject, subjectText(fact), open), el("span", { class: "arrow" }, " → "),
      el("span", { class: "relation" }, fact.relation.label),
      ...(object ? [el("span", { class: "arrow" }, " → "), end(fact.object, object, open)] : [])),
    chips.length ? el("div", { class: "told" }, ...chips) : null,
    markedSentence(fact),
    el("p", { class: "source" }, el("span", { class: "outlet" }, article.outlet || "Unknown outlet"), " · ",
      article.date ? el("time", { datetime: article.date }, day(article.date)) : "undated", " · ",
      outward(article.url, article.headline || article.url || "untitled article")),
    details(fact),
    el("p", { class: "meta" },
      el("span", { title: `confidence ${fact.confidence}` }, meter(percent), `confidence ${fact.confidence.toFixed(2)}`),
      el("span", {}, `found by ${fact.extractor || "unknown"}`), factJudgement(fact, edits)));
}

function meter(percent) {
  const bar = el("i");
  bar.style.width = `${percent}%`;
  return el("span", { class: "meter", "aria-hidden": "true" }, bar);
}
