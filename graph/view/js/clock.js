// Days of facts, by one of two clocks: when an article came out, or when what it tells is said to happen.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

export const CLOCKS = { published: "published", told: "told of" };

// The first day of "2025", "2025-11", "2025-11-04", "2025-11-04T10:00:00Z" or "2025-11-04/2025-11-07"; "" if there is none.
export function firstDay(text) {
  const [start, end] = (text || "").split("/");
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T|$)/.exec(start || end || "");
  return found ? `${found[1]}-${found[2] ?? "01"}-${found[3] ?? "01"}` : "";
}

export function dayOf(fact, clock) {
  return clock === "told" ? fact.toldDay : fact.publishedDay;
}

// A day, month, year or span as people say it: "2025", "November 2025", "Tuesday 4 November 2025".
export function spoken(text) {
  const [start, end] = (text || "").split("/");
  if (start && end && start !== end) return `${spoken(start)} – ${spoken(end)}`;
  const one = (start || end).slice(0, 10);
  if (/^\d{4}$/.test(one)) return one;
  if (/^\d{4}-\d\d$/.test(one)) return `${MONTHS[Number(one.slice(5)) - 1] ?? ""} ${one.slice(0, 4)}`;
  return one ? `${weekday(one)} ${readable(one)}` : "";
}

// When a fact belongs in a story: the day it tells of, else the day it was told.
export function storyDay(fact) {
  return fact.toldDay || fact.publishedDay;
}


export function readable(text) {
  const [year, month, date] = text.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

export function weekday(text) {
  return ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][new Date(`${text}T00:00:00Z`).getUTCDay()] ?? "";
}

function shifted(text, days) {
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function startOf(text, unit) {
  if (unit === "year") return `${text.slice(0, 4)}-01-01`;
  if (unit === "month") return `${text.slice(0, 7)}-01`;
  if (unit === "week") return shifted(text, -((new Date(`${text}T00:00:00Z`).getUTCDay() + 6) % 7));
  return text;
}

function next(text, unit) {
  if (unit === "day") return shifted(text, 1);
  if (unit === "week") return shifted(text, 7);
  const [year, month] = text.split("-").map(Number);
  if (unit === "year") return `${String(year + 1).padStart(4, "0")}-01-01`;
  return month === 12 ? `${String(year + 1).padStart(4, "0")}-01-01` : `${text.slice(0, 5)}${String(month + 1).padStart(2, "0")}-01`;
}

const MOST_BINS = 80;

// Equal steps from the first day to the last: days, weeks, months or years, as few as can be told apart on a screen.
export function binsOf(days) {
  if (!days.length) return { unit: "day", bins: [] };
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  for (const unit of ["day", "week", "month", "year"]) {
    const bins = [];
    let from = startOf(first, unit);
    while (from <= last && bins.length <= MOST_BINS) {
      const after = next(from, unit);
      bins.push({ from, to: shifted(after, -1) });
      from = after;
    }
    if (bins.length <= MOST_BINS || unit === "year") return { unit, bins };
  }
  return { unit: "year", bins: [] };
}
