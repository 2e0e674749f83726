// Jumps between the words of a text and what stands about them: the target is shown whole, the focus goes along, and
// there is a way back. A note and its words light up together. Links do all of it but the last without this.
const back = document.querySelector(".jump-back");
if (back) {
  const ways = []; // where jumps began, the latest last: the link, and how far below the window's top it stood
  let lit = [];

  const pieces = (id) => [...document.querySelectorAll(`mark#${CSS.escape(id)}, mark[data-mark="${CSS.escape(id)}"]`)];
  const idOf = (mark) => mark.dataset.mark ?? mark.id;
  const claimOf = (mark) => idOf(mark).slice(2).split("--")[0];

  // Where a link has led: all pieces of the words are shown, and a box that is folded opens.
  const arrive = () => {
    for (const piece of document.querySelectorAll("mark.target")) piece.classList.remove("target");
    let target = document.getElementById(location.hash.slice(1));
    // An old address is empty and stands in what it leads to, or before it.
    while (target?.matches(".was")) target = target.closest(".position") ?? target.nextElementSibling;
    if (!target) return null;
    for (const piece of pieces(target.id)) piece.classList.add("target");
    const fold = target.closest("details");
    if (fold) fold.open = true;
    return target;
  };

  const take = (element) => {
    const stop = element.matches("mark") ? element : (element.querySelector("summary, a[href]") ?? element);
    if (stop.tabIndex < 0) {
      stop.tabIndex = -1;
      stop.addEventListener("blur", () => stop.removeAttribute("tabindex"), { once: true });
    }
    stop.focus({ preventScroll: true });
  };

  // The way back is offered while the place where the jump began is out of sight, and forgotten once it is seen again.
  let hasLeft = false;
  const watch = new IntersectionObserver((entries) => {
    const { isIntersecting } = entries.at(-1);
    back.hidden = isIntersecting;
    if (isIntersecting && hasLeft) {
      ways.length = 0;
      watch.disconnect();
    }
    hasLeft = !isIntersecting;
  });
  const watchLast = () => {
    watch.disconnect();
    hasLeft = false;
    back.hidden = true;
    if (ways.length) watch.observe(ways.at(-1).link);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!/^#[cpq]-/.test(link.getAttribute("href"))) return;
    ways.push({ link, top: link.getBoundingClientRect().top });
    setTimeout(() => {
      const target = arrive();
      if (target) take(target);
      watchLast();
    });
  });
  back.addEventListener("click", () => {
    const { link, top } = ways.pop();
    scrollBy(0, link.getBoundingClientRect().top - top);
    link.focus({ preventScroll: true });
    watchLast();
  });
  addEventListener("hashchange", arrive);
  arrive();

  // The note on a mark stands beside the paragraph in which its words begin.
  const noteOf = (mark) => {
    const notes = document.getElementById(idOf(mark))?.closest(".passage__text")?.nextElementSibling;
    return notes?.querySelector(`.note:has(a[href="#c-${claimOf(mark)}"])`);
  };
  const wordsOf = (note) => {
    const claim = note.querySelector('a[href^="#c-"]')?.getAttribute("href").slice(3);
    const block = note.closest(".passage__notes")?.previousElementSibling;
    const begun = [...(block?.querySelectorAll("mark[id]") ?? [])].filter((mark) => claimOf(mark) === claim);
    return begun.flatMap((mark) => pieces(mark.id));
  };
  const marksAt = (element) => {
    const found = [];
    for (let mark = element.closest("mark"); mark; mark = mark.parentElement.closest("mark")) found.push(mark);
    return found;
  };
  const light = ({ target }) => {
    for (const element of lit) element.classList.remove("lit");
    const note = target.closest(".note");
    const marks = marksAt(target);
    const notes = marks.map(noteOf).filter(Boolean);
    lit = note ? [note, ...wordsOf(note)] : [...notes, ...marks.flatMap((mark) => pieces(idOf(mark)))];
    for (const element of lit) element.classList.add("lit");
  };
  for (const report of document.querySelectorAll(".report")) {
    report.addEventListener("pointerover", light);
    report.addEventListener("focusin", light);
    // A tap or click on marked words brings their note into view.
    report.addEventListener("click", ({ target }) => {
      if (target.closest("a") || !getSelection().isCollapsed) return;
      const [note] = marksAt(target).map(noteOf).filter(Boolean);
      note?.scrollIntoView({ block: "nearest" });
    });
  }
  const dim = ({ target }) => target.closest?.(".report") || light({ target: back });
  document.addEventListener("pointerover", dim);
  document.addEventListener("focusin", dim);
}
