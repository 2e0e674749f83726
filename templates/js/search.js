// The search: a dialog over the page, and the index that lies beside this file.
// Everything that a reader sees of it stands in a file of its own, with the site's texts.

import { DIALOG } from "./dialog.js";

const ROOT = new URL("../", import.meta.url);
const INDEX = new URL("pagefind/", import.meta.url);
const AT_ONCE = 10;
const PAUSE = 120;

// Names count most, then titles; what is only told beside them counts least.
const RANKING = { metaWeights: { names: 30, title: 8, status: 0.5, about: 0.5, what: 0.5, also: 0, text: 0 } };

let search = null;

// Opens the dialog at once; the index is loaded meanwhile. Fails where there is none.
export async function openSearch() {
  search ??= build(load());
  search.dialog.showModal();
  search.words.select();
  try {
    await search.index;
  } catch (error) {
    search.dialog.remove();
    search = null;
    throw error;
  }
}

async function load() {
  const index = await import(new URL("pagefind.js", INDEX));
  await index.options({ basePath: INDEX.pathname, baseUrl: ROOT.pathname, excerptLength: 24, ranking: RANKING });
  await index.init();
  await index.filters();
  return index;
}

function build(index) {
  const dialog = new DOMParser().parseFromString(DIALOG, "text/html").querySelector("dialog");
  // A frame of the project's own may still hold one.
  document.querySelector("dialog.search")?.remove();
  const part = (name) => dialog.querySelector(`.search__${name}`);
  const [form, words, kinds, told, list, more, close] =
    ["ask", "words", "kinds", "told", "results", "more", "close"].map(part);
  const asked = () => ({ words: words.value.trim(), kind: new FormData(form).get("kind") });
  let shown = { results: [], count: 0 };
  let latest = null;
  const lists = dialog.querySelector(".search__lists a");
  if (lists) lists.href = document.querySelector("a[data-search]").href;
  document.body.append(dialog);

  const run = async () => {
    const now = asked();
    // Whoever types on has asked for something else meanwhile.
    const isOld = () => Object.entries(asked()).some(([name, value]) => value !== now[name]);
    if (!now.words) return show({ results: [], unfilteredResultCount: 0 }, []);
    const filters = now.kind ? { kind: now.kind } : {};
    const found = await (await index).debouncedSearch(now.words, { filters }, PAUSE);
    if (!found || isOld()) return;
    const next = { results: found.results, count: 0 };
    const first = await fetchRows(next, now.words);
    if (isOld()) return;
    shown = next;
    show(found, first);
  };

  const show = (found, first) => {
    const count = found.results.length;
    list.replaceChildren(...first);
    told.textContent = count ? dialog.dataset.found.replace("{count}", number(count)) : dialog.dataset.none;
    if (!words.value.trim()) told.textContent = "";
    more.hidden = !(count > first.length);
    kinds.hidden = !found.unfilteredResultCount;
    for (const radio of kinds.querySelectorAll("input")) {
      const there = radio.value ? found.totalFilters?.kind?.[radio.value] : found.unfilteredResultCount;
      radio.parentElement.hidden = !there && !radio.checked;
      radio.parentElement.querySelector(".search__count").textContent = number(there ?? 0);
    }
  };

  const ask = () => {
    latest = run();
  };

  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [words, ...list.querySelectorAll("a")];
    const at = stops.indexOf(event.target);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  };

  words.addEventListener("input", ask);
  kinds.addEventListener("change", ask);
  close.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await latest;
    list.querySelector("a")?.click();
  });
  more.addEventListener("click", async () => {
    const added = await fetchRows(shown, words.value.trim());
    list.append(...added);
    more.hidden = shown.count >= shown.results.length;
    added[0]?.querySelector("a").focus();
  });
  dialog.addEventListener("keydown", (event) => {
    move(event);
    // A search field takes this key to be emptied; here it always closes.
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    // Beside the dialog is outside of it; and a result may stand on this very page.
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  return { dialog, words, index };
}

const number = (count) => count.toLocaleString(document.documentElement.lang);
const plain = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The next rows of a list of results; what each shows is fetched now. Whoever bears
// the very name comes before those whose name only holds it.
async function fetchRows(list, words) {
  const next = list.results.slice(list.count, list.count + AT_ONCE);
  const loaded = await Promise.all(next.map((result) => result.data()));
  list.count += next.length;
  const bears = ({ meta }) => (meta.names ?? "").split(" | ").some((name) => plain(name) === plain(words));
  return [...loaded.filter(bears), ...loaded.filter((data) => !bears(data))].map(row);
}

function row({ raw_url: url, meta, excerpt, filters }) {
  const item = document.createElement("li");
  const name = line("a", "search__name", meta.title);
  name.href = new URL(url, ROOT);
  const label = document.querySelector(`.search__kinds [value="${filters.kind[0]}"] + span`);
  const kind = [label?.textContent, meta.what].filter(Boolean).join(" · ");
  item.append(line("p", "search__kind", kind), name);
  for (const part of ["status", "also"]) if (meta[part]) item.append(line("p", `search__${part}`, meta[part]));
  if (meta.text && excerpt.includes("<mark>")) item.append(quote(excerpt));
  else if (meta.about) item.append(line("p", "search__about", meta.about));
  return item;
}

function line(tag, name, text) {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

// An excerpt is HTML; only its marks are taken for that, whatever else it may hold.
function quote(excerpt) {
  const element = line("p", "search__about", "… ");
  const entities = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
  excerpt.split(/<\/?mark>/).forEach((piece, at) => {
    const text = piece.replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => entities[entity]);
    element.append(at % 2 ? line("mark", "search__mark", text) : text);
  });
  element.append(" …");
  return element;
}
