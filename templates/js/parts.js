// The first screen of a list that is divided into pages. What is asked for in the address may stand on any of them: an
// entry that stood here while the list was short, or claims narrowed down.

// A reader is asked whether to look further once so many claims are found, or so many pages were looked through.
const ENOUGH = 40;
const PAGES = 24;

const nav = document.querySelector("[data-parts]");

// An entry is told in the file of the ids that begin as its own does.
async function lead() {
  const id = location.hash.slice(1);
  const beginnings = nav.dataset.beginnings?.split(" ").filter((beginning) => beginning && id.startsWith(beginning)) ?? [];
  if (!beginnings.length || document.getElementById(id)) return;
  const longest = beginnings.reduce((a, b) => (b.length > a.length ? b : a));
  const told = await fetch(`${nav.dataset.files}${longest}.json`).catch(() => null);
  const pages = new Map(told?.ok ? Object.entries(await told.json()) : []);
  if (pages.has(id)) location.replace(new URL(`${nav.dataset.parts}${pages.get(id)}#${id}`, location.href));
}
lead();
addEventListener("hashchange", lead);

// As in matrix.js, which must not wait for another file: "Зеленський" and "São" are found as they are likely to be typed.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();

const form = document.querySelector("form.finder");
if (form) find();

function find() {
  const [look, clear, further] = form.querySelectorAll("button");
  const told = form.querySelector("[role=status]");
  const list = form.querySelector(".finder__found");
  const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const asked = new URLSearchParams(location.search);
  const chosen = ["status", "actor", "place", "article"].map((name) => [name, asked.get(name) ?? ""]);
  const wanted = chosen.filter(([, value]) => value);
  const words = fold(asked.get("q") ?? "").split(/\s+/).filter(Boolean);
  const links = [...nav.querySelectorAll(".parts__link")];
  let waiting = links.map(({ href }) => href.split("#")[0]);
  let all = waiting.length;
  let looked = 0;
  let found = 0;
  const names = new Map();

  for (const field of form.elements) {
    if (field.name) field.value = asked.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.value = "";
  }
  form.hidden = false;
  clear.hidden = !chosen.some(([, value]) => value) && !asked.has("q");
  clear.addEventListener("click", () => location.assign(location.pathname));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new Map([...asked, ...new FormData(form)].map(([name, value]) => [name, value.trim()]));
    location.search = new URLSearchParams([...fields].filter(([, value]) => value));
  });
  if (!words.length && !wanted.length) return;

  // Each page is narrowed down alike when it is opened.
  for (const link of links) link.search = location.search;
  further.addEventListener("click", () => lookFurther(further));
  lookFurther(look);

  // Page after page, the latest first, until there is enough to read.
  async function lookFurther(pressed) {
    const [enough, last] = [found + ENOUGH, looked + PAGES];
    pressed.disabled = true;
    told.textContent = form.dataset.looking;
    while (waiting.length && found < enough && looked < last) {
      const [address, ...rest] = waiting;
      const page = await open(address);
      const below = page ? [...page.querySelectorAll(".parts__list a.parts__link:not([aria-current])")] : [];
      const isDivided = page?.querySelector("[data-parts]");
      const more = isDivided ? below.map((link) => new URL(link.getAttribute("href"), address).href) : [];
      waiting = [...more, ...rest];
      all += more.length;
      looked += 1;
      for (const [name, value] of wanted) {
        const option = page?.querySelector(`select[name="${name}"] option[value="${CSS.escape(value)}"]`);
        if (option) names.set(name, option.textContent.trim());
      }
      for (const row of page?.querySelectorAll(".matrix__row") ?? []) show(row, address);
    }
    const counts = { found, looked, all };
    const sum = form.dataset.told.replace(/\{(\w+)\}/g, (_, name) => numbers.format(counts[name]));
    told.textContent = [sum, ...names.values()].join(" · ");
    further.hidden = !waiting.length;
    pressed.disabled = false;
  }

  function show(row, address) {
    const text = fold(row.textContent);
    const belongs = ([name, value]) => row.getAttribute(`data-in-${name}`).split(" ").includes(value);
    if (!words.every((word) => text.includes(word)) || !wanted.every(belongs)) return;
    found += 1;
    const claim = row.querySelector(".matrix__words");
    const entry = list.appendChild(document.createElement("li"));
    const isDisputed = row.dataset.inStatus === "disputed";
    entry.className = isDisputed ? "line line--disputed" : "line";
    const link = entry.appendChild(document.createElement("a"));
    link.href = new URL(claim.getAttribute("href"), address);
    link.textContent = claim.textContent;
    const status = document.createElement("span");
    status.textContent = row.querySelector(".matrix__status").textContent;
    entry.append(" ", status);
  }
}

async function open(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}
