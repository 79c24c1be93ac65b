// The query editor: a text area over coloured text, the saved questions, results with names in place of IRIs.
const $ = (id) => document.getElementById(id);
const queries = new Map(JSON.parse($("queries").textContent).map((query) => [query.name, query]));
const base = JSON.parse($("base").textContent);
const area = $("query");
let chosen = null;

const TOKEN = /(#[^\n]*)|("""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>"{}|^`\\\s]*>|[A-Za-z][\w.-]*:[\w.-]*|(?<![\w:]):[\w.-]+)|([?$]\w+)|\b(SELECT|ASK|CONSTRUCT|DESCRIBE|WHERE|FROM|NAMED|PREFIX|BASE|OPTIONAL|UNION|MINUS|GRAPH|FILTER|NOT|EXISTS|IN|BIND|VALUES|AS|DISTINCT|REDUCED|GROUP|ORDER|BY|HAVING|ASC|DESC|LIMIT|OFFSET|UNDEF|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT|COALESCE|IF|STR|LANG|BOUND|REGEX|CONTAINS|LCASE|UCASE|CONCAT|STRAFTER|STRBEFORE|a)\b/gi;
const CLASSES = ["c", "s", "i", "v", "k"];

function colour() {
  const text = area.value;
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(TOKEN)) {
    parts.push(text.slice(last, match.index));
    const span = document.createElement("span");
    span.className = CLASSES[match.slice(1).findIndex((group) => group !== undefined)];
    span.textContent = match[0];
    parts.push(span);
    last = match.index + match[0].length;
  }
  parts.push(text.slice(last) + "\n");
  $("coloured").replaceChildren(...parts);
  link();
}

function values() {
  const found = new URLSearchParams();
  for (const input of $("parameters").querySelectorAll("input")) {
    const occurs = new RegExp(`[?$]${input.name}\\b`).test(area.value);
    if (input.value && occurs) found.set(`$${input.name}`, input.value);
  }
  return found;
}

function request() {
  const found = values();
  found.set("query", area.value);
  return found;
}

function link() {
  const found = request();
  found.set("format", $("format").value || "json");
  $("link").href = `/sparql?${found}`;
}

function choose(name) {
  chosen = queries.get(name);
  area.value = chosen.text;
  const inputs = chosen.parameters.map((parameter) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.name = parameter.name;
    input.value = parameter.default;
    input.addEventListener("input", link);
    label.append(`${parameter.name}: ${parameter.meaning}`, input);
    return label;
  });
  $("parameters").replaceChildren(...inputs);
  for (const button of $("saved").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.name === name));
  }
  colour();
}

function local(iri) {
  if (iri.startsWith(base)) return `/id/${iri.slice(base.length).split("/").map(encodeURIComponent).join("/")}`;
  return `/about?${new URLSearchParams({ iri })}`;
}

function cell(value) {
  const td = document.createElement("td");
  if (value === null) return td;
  if (!value.iri) {
    td.textContent = value.text;
    return td;
  }
  const a = document.createElement("a");
  a.href = local(value.iri);
  a.title = value.iri;
  a.textContent = value.text;
  td.append(a);
  return td;
}

function table(variables, rows) {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const name of variables) {
    const th = document.createElement("th");
    th.scope = "col";
    th.textContent = name;
    head.append(th);
  }
  const body = made.createTBody();
  for (const row of rows) body.insertRow().append(...row.map(cell));
  return made;
}

function pre(text) {
  const made = document.createElement("pre");
  made.textContent = text;
  return made;
}

async function ask(event) {
  event?.preventDefault();
  const told = $("told");
  told.classList.remove("wrong");
  told.textContent = "…";
  $("result").replaceChildren();
  const began = performance.now();
  const format = $("format").value;
  const body = request();
  if (format) body.set("format", format);
  try {
    const response = await fetch(format ? "/sparql" : "/table", { method: "POST", body });
    const text = await response.text();
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    if (!response.ok) throw new Error(text.trim());
    const cut = response.headers.get("Newsgraph-Truncated");
    const end = ` in ${seconds} s${cut ? `, cut at ${cut}` : ""}`;
    if (format || !response.headers.get("Content-Type").startsWith("application/json")) {
      $("result").append(pre(text));
      told.textContent = `${text.length.toLocaleString()} characters${end}`;
      return;
    }
    const answer = JSON.parse(text);
    if ("truth" in answer) {
      $("result").append(pre(answer.truth ? "yes" : "no"));
      told.textContent = end.trim();
      return;
    }
    $("result").append(table(answer.variables, answer.rows));
    told.textContent = `${answer.rows.length.toLocaleString()} ${answer.rows.length === 1 ? "row" : "rows"}${end}`;
  } catch (error) {
    told.classList.add("wrong");
    told.textContent = error.message;
  }
}

$("saved").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  choose(button.dataset.name);
  ask();
});
$("filter").addEventListener("input", () => {
  const wanted = $("filter").value.toLowerCase();
  for (const item of $("saved").children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
});
area.addEventListener("input", colour);
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask(event);
});
$("format").addEventListener("change", link);
$("form").addEventListener("submit", ask);
const given = new URLSearchParams(location.search).get("query");
if (given) area.value = given;
colour();
