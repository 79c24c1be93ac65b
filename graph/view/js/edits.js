// What the reader corrects and notes, kept in this browser; exported as the corrections that the command reads back.

const FORMAT = { newsgraph: "corrections", version: 1 };

// Two graphs opened from one folder keep their own edits: the key is a small digest (FNV-1a) of what the page holds.
function storageKey(payload) {
  let hash = 0x811c9dc5;
  const text = `${payload.base}\u0000${payload.title}\u0000${payload.articles.map((row) => row[0]).join("\u0000")}`;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return `newsgraph-${hash.toString(16)}`;
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}

// The thing an edit is about: a later edit of the same thing replaces the earlier one.
function subjectOf(edit) {
  if (edit.action === "right" || edit.action === "wrong") return `statement ${edit.statement}`;
  if (edit.action === "merge" || edit.action === "different") return `pair ${[...edit.entities].sort().join(" ")}`;
  return `${edit.action} ${edit.entity}`;
}

const isIri = (value) => typeof value === "string" && /^[a-z][a-z0-9+.-]*:/i.test(value);
const isPair = (edit) => Array.isArray(edit.entities) && edit.entities.length >= 2 && edit.entities.every(isIri);
const VALID = {
  right: (edit) => isIri(edit.statement), wrong: (edit) => isIri(edit.statement), merge: isPair, different: isPair,
  pin: (edit) => isIri(edit.entity) && Number.isFinite(edit.x) && Number.isFinite(edit.y),
  hide: (edit) => isIri(edit.entity), note: (edit) => isIri(edit.entity) && typeof edit.text === "string",
};

function valid(edit) {
  return edit !== null && typeof edit === "object" && Object.hasOwn(VALID, edit.action) && VALID[edit.action](edit);
}

export function createEdits(model, changed) {
  const key = storageKey(model.payload);
  const { base } = model.payload;
  const whole = (thing) => (/^[a-z][a-z0-9+.-]*:/i.test(thing.iri) ? thing.iri : base + thing.iri);
  let edits = new Map(read(key).filter(valid).map((edit) => [subjectOf(edit), edit]));
  const byIri = new Map(model.entities.map((entity) => [whole(entity), entity]));

  function keep() {
    try {
      if (edits.size) localStorage.setItem(key, JSON.stringify([...edits.values()]));
      else localStorage.removeItem(key);
    } catch {
      // A browser that keeps nothing for local files still holds the edits until the page is closed.
    }
    changed();
  }

  function put(edit) {
    edits.set(subjectOf(edit), edit);
    keep();
  }

  function drop(subject) {
    if (edits.delete(subject)) keep();
  }

  const own = (action, entity) => edits.get(`${action} ${whole(entity)}`) ?? null;
  const pair = (one, other) => `pair ${[whole(one), whole(other)].sort().join(" ")}`;
  return {
    get size() { return edits.size; },
    list: () => [...edits.values()],
    judgement: (fact) => edits.get(`statement ${whole(fact)}`)?.action ?? null,
    judge(fact, action) {
      const subject = `statement ${whole(fact)}`;
      if (edits.get(subject)?.action === action) drop(subject);
      else put({ action, statement: whole(fact) });
    },
    sameness: (one, other) => edits.get(pair(one, other))?.action ?? null,
    join(one, other, action) {
      if (edits.get(pair(one, other))?.action === action) drop(pair(one, other));
      else put({ action, entities: [whole(one), whole(other)] });
    },
    joined: (entity) => [...edits.values()].filter((edit) => edit.entities?.includes(whole(entity)))
      .flatMap((edit) => edit.entities.filter((iri) => iri !== whole(entity)).map((iri) => ({ action: edit.action, other: byIri.get(iri) }))).filter(({ other }) => other),
    note: (entity) => own("note", entity)?.text ?? "",
    setNote(entity, text) {
      if (text.trim()) put({ action: "note", entity: whole(entity), text: text.trim() });
      else drop(`note ${whole(entity)}`);
    },
    pin: (entity, { x, y }) => put({ action: "pin", entity: whole(entity), x: Math.round(x), y: Math.round(y) }),
    unpin: (entity) => drop(`pin ${whole(entity)}`),
    pins: () => new Map([...edits.values()].filter((edit) => edit.action === "pin" && byIri.has(edit.entity)).map((edit) => [byIri.get(edit.entity), { x: edit.x, y: edit.y }])),
    hide: (entity) => put({ action: "hide", entity: whole(entity) }),
    show: (entity) => drop(`hide ${whole(entity)}`),
    hidden: () => [...edits.values()].filter((edit) => edit.action === "hide").map((edit) => byIri.get(edit.entity)).filter(Boolean),
    clear() {
      edits = new Map();
      keep();
    },
    toJson: () => `${JSON.stringify({ ...FORMAT, corrections: [...edits.values()] }, null, 2)}\n`,
    // Take in what this or another reader exported before; says how many were understood.
    load(text) {
      const found = JSON.parse(text);
      const list = (Array.isArray(found?.corrections) ? found.corrections : []).filter(valid);
      for (const edit of list) edits.set(subjectOf(edit), edit);
      keep();
      return list.length;
    },
  };
}
