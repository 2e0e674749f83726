// Filters and order of the list of claims. What is chosen stands in the address, so that a view can be shared
// and the way back leads to the view before. What the address says is only ever compared, never put into the page.

const form = document.querySelector("form.filters");
const table = document.querySelector(".matrix table");
const fields = [...form.elements].filter((field) => field.name);
const choices = fields.filter((field) => field.name !== "q" && field.name !== "sort");
const { q: search, sort: order } = form.elements;
const [clear] = form.querySelectorAll("button");
const count = form.querySelector("[role=status]");
const none = form.querySelector(".filters__none");
const groups = [...table.tBodies];
const language = document.documentElement.lang || undefined;
const collator = new Intl.Collator(language, { numeric: true });
const numbers = new Intl.NumberFormat(language);

// "Зеленський", "São" and "“Basivka”" are found as they are likely to be typed.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();

const rows = groups.flatMap((group) =>
  [...group.querySelectorAll(".matrix__row")].map((row) => ({ row, group, ...row.dataset, text: fold(row.textContent) })),
);
for (const row of rows) row.words = row.row.querySelector(".matrix__words").textContent.replace(/^[^\p{L}\p{N}]+/u, "");

const compare = {
  claim: (a, b) => collator.compare(a.words, b.words),
  latest: (a, b) => (a.latest < b.latest) - (a.latest > b.latest),
  voices: (a, b) => b.voices - a.voices,
};
const orders = {
  "a-z": compare.claim,
  "z-a": (a, b) => compare.claim(b, a),
  newest: compare.latest,
  oldest: (a, b) => compare.latest(b, a),
  most: compare.voices,
  fewest: (a, b) => compare.voices(b, a),
};
const descending = ["z-a", "newest", "most"];

// Where the order is not by status, all claims stand in one list.
const flat = table.createTBody();
let sorted = "";

function sort() {
  if (order.value === sorted) return;
  sorted = order.value;
  const by = orders[sorted];
  for (const { row, group } of by ? [...rows].sort(by) : rows) (by ? flat : group).append(row);
}

function show() {
  const asked = fold(search.value).split(/\s+/).filter(Boolean);
  const wanted = choices.filter((field) => field.value).map((field) => [`in${capital(field.name)}`, field.value]);
  const shown = new Map(groups.map((group) => [group, 0]));
  for (const entry of rows) {
    const fits = asked.every((word) => entry.text.includes(word))
      && wanted.every(([name, value]) => entry[name].split(" ").includes(value));
    entry.row.hidden = !fits;
    if (fits) shown.set(entry.group, shown.get(entry.group) + 1);
  }
  sort();
  let all = 0;
  for (const [group, number] of shown) {
    all += number;
    group.hidden = Boolean(sorted) || !number;
    const link = document.querySelector(`[data-count="${group.querySelector("h2").id.slice("status-".length)}"]`);
    if (link) {
      link.textContent = numbers.format(number);
      link.closest("li").hidden = group.hidden;
    }
  }
  flat.hidden = !sorted;
  fitColumns(all < rows.length && all > 0);
  tell(all);
}

// Whoever says nothing of what is shown needs no column.
function fitColumns(isNarrowed) {
  for (const [index, head] of speakers.entries()) {
    const cells = rows.map(({ row }) => row.cells[index + before]);
    head.hidden = isNarrowed && !cells.some((cell, at) => cell.firstElementChild && !rows[at].row.hidden);
    for (const cell of cells) cell.hidden = head.hidden;
  }
  for (const [side, members] of sides) {
    const count = members.filter(({ hidden }) => !hidden).length;
    side.hidden = !count;
    if (count) side.colSpan = count;
  }
}

const quoted = (words) => form.dataset.quoted.replace("{words}", () => words);

function tell(all) {
  const chosen = fields.filter(({ value }) => value.trim());
  const told = form.dataset.told.replace("{shown}", numbers.format(all)).replace("{all}", numbers.format(rows.length));
  const named = [told, ...chosen.map((field) => field.selectedOptions?.[0].text.trim() ?? quoted(field.value.trim()))];
  if (count.textContent !== named.join(" · ")) count.textContent = named.join(" · ");
  none.hidden = all > 0;
  table.hidden = !all;
  clear.hidden = !chosen.length;
  for (const button of buttons) {
    const isOn = button.dataset.sort.split(" ").includes(sorted || "status");
    button.setAttribute("aria-pressed", isOn);
    button.dataset.direction = isOn ? direction() : "";
  }
  for (const head of heads) {
    const isOn = head.querySelector("[aria-pressed=true]");
    if (isOn) head.setAttribute("aria-sort", direction());
    else head.removeAttribute("aria-sort");
  }
}

const capital = (name) => name[0].toUpperCase() + name.slice(1);
const direction = () => (descending.includes(sorted) ? "descending" : "ascending");

// The headings of columns sort as well.
const heads = new Set();
const buttons = [...table.querySelectorAll("[data-sort]")].map((words) => {
  const button = document.createElement("button");
  button.type = "button";
  Object.assign(button.dataset, words.dataset);
  button.append(...words.childNodes);
  words.replaceWith(button);
  heads.add(button.closest("th"));
  button.addEventListener("click", () => {
    const [first, second = first] = button.dataset.sort.split(" ");
    order.value = { status: "" }[first] ?? (sorted === first ? second : first);
    show();
    keep("pushState");
  });
  return button;
});

// The headings of speakers in the order of their columns, and those of each side.
const sides = new Map();
const [upper, lower] = table.tHead?.rows ?? [];
const below = [...(lower?.cells ?? [])];
const speakers = [...(upper?.querySelectorAll(".matrix__side, .matrix__speaker") ?? [])].flatMap((head) => {
  if (head.matches(".matrix__speaker")) return head;
  sides.set(head, below.splice(0, head.colSpan));
  return sides.get(head);
});
const before = heads.size;

// The address: a choice is a step that can be taken back, each letter of a word is not.
function keep(how) {
  const chosen = new URLSearchParams(fields.map(({ name, value }) => [name, value.trim()]).filter(([, value]) => value));
  const url = chosen.size ? `?${chosen}` : location.pathname;
  if (location.search !== (chosen.size ? url : "")) history[how](null, "", url);
}

function take() {
  const asked = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = asked.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.value = "";
  }
  show();
}

let typing;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    show();
    keep("replaceState");
  }, 200);
});
form.addEventListener("change", (event) => {
  if (event.target === search) return;
  show();
  keep("pushState");
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => {
  setTimeout(() => {
    show();
    keep("pushState");
    search.focus();
  });
});
addEventListener("popstate", take);

// What is told of a voice on hover or focus goes away with Escape, and may come again later.
const quiet = "matrix__quiet";
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const voice of table.querySelectorAll(".matrix__cell a:is(:hover, :focus)")) voice.classList.add(quiet);
});
for (const gone of ["focusout", "mouseout"]) {
  table.addEventListener(gone, ({ target, relatedTarget }) => {
    const voice = target.closest(`.${quiet}`);
    if (voice && !voice.contains(relatedTarget)) voice.classList.remove(quiet);
  });
}

// A table that is laid out as a list is no table any more to some screen readers, unless it says that it is one.
const roles = { table: "table", "thead, tbody": "rowgroup", tr: "row", "thead th": "columnheader", "tbody th": "rowheader" };
function keepRoles() {
  for (const [selector, role] of Object.entries({ ...roles, "td:not(:empty)": "cell" })) {
    for (const part of table.parentElement.querySelectorAll(selector)) part.setAttribute("role", role);
  }
}

// On wide screens the fields lie open; on a phone the reader opens them.
const wide = matchMedia("(min-width: 44rem)");
const details = form.querySelector("details");
function fit() {
  if (wide.matches) details.open = true;
  else keepRoles();
}
wide.addEventListener("change", fit);

take();
fit();
form.hidden = false;
