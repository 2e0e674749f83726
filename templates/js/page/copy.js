// Sharing: in place of the quiet links to claims, positions and words stand buttons that copy the address, and a claim's
// words with its status and address. Where the clipboard is refused, what was to be copied is selected.
const says = document.getElementById("_says");
if (says) {
  const tell = (button, words) => {
    const label = (button.dataset.label ??= button.textContent);
    button.textContent = says.textContent = words;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      button.textContent = label;
      says.textContent = "";
    }, 2500);
  };

  const fieldBehind = (button) => {
    const known = button.nextElementSibling;
    if (known?.matches(".share__field")) return known;
    const field = document.createElement("textarea");
    field.className = "share__field";
    field.readOnly = true;
    field.rows = 5;
    field.setAttribute("aria-label", says.dataset.selected);
    button.after(field);
    return field;
  };

  const copy = async (button, words, field) => {
    try {
      await navigator.clipboard.writeText(words);
      tell(button, says.dataset.copied);
    } catch {
      field ??= fieldBehind(button);
      field.value = words;
      field.focus();
      field.select();
      field.scrollTop = 0;
      tell(button, says.dataset.selected);
    }
  };

  const makeButton = (label, words, field) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "share__copy";
    button.textContent = label;
    button.addEventListener("click", () => copy(button, words(), field));
    return button;
  };

  const tellOf = (claim) => {
    const told = (name) => claim.querySelector(name).textContent;
    const values = { "{words}": told(".claim__words"), "{sentence}": told(".claim__status") };
    return says.dataset.text.replace(/{words}|{sentence}/g, (name) => values[name]);
  };

  for (const link of document.querySelectorAll("a.share")) {
    const claim = link.closest(".share-line")?.closest("[data-claim-box]");
    const buttons = [makeButton(says.dataset.copy, () => link.href)];
    if (claim) buttons.push(" ", makeButton(says.dataset.words, () => `${tellOf(claim)} ${link.href}`));
    link.replaceWith(...buttons);
  }
  for (const field of document.querySelectorAll("textarea[data-copy]")) {
    field.after(makeButton(field.dataset.copy, () => field.value, field));
  }
}
