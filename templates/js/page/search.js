// The search opens with its link or with the key "/"; all that it is made of is loaded then and not before.
// Where that fails, the link does what it does without a script: it leads to the lists of everything.

const link = document.querySelector("a[data-search]");
const fields = "input, textarea, select, [contenteditable]";

const open = async (event) => {
  event.preventDefault();
  try {
    const { openSearch } = await import(new URL("search.js", import.meta.url));
    await openSearch();
  } catch {
    location.assign(link.href);
  }
};

const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey);

link?.addEventListener("click", (event) => {
  if (isPlain(event) && !event.shiftKey) open(event);
});

addEventListener("keydown", (event) => {
  if (!link || event.key !== "/" || !isPlain(event) || event.isComposing) return;
  if (!event.target.closest?.(fields) && !document.querySelector("dialog[open]")) open(event);
});
