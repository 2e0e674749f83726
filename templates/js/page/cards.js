// Cards: who or what a name stands for, beside the name. A pointer that rests on a name or comes with the keyboard opens
// its card and a click follows the link; where there is no resting, on a touch screen, a tap opens it. A card stays while
// the pointer is on it or the focus on its name; Escape, a click elsewhere or its button closes it.
const endnotes = document.querySelector(".endnotes");
if (endnotes && "popover" in HTMLElement.prototype) {
  const REST = 300; // milliseconds until a card opens for a pointer
  const GRACE = 300; // and until it closes behind one that has left, so that it can be reached
  const EDGE = 8; // pixels between a card and the edge of the window
  const SELECTOR = "a[data-card]";
  const narrow = matchMedia("(max-width: 43.99rem)");
  const button = endnotes.querySelector(".card__close");
  let open = null; // the card that is shown and the link it belongs to
  let dismissed = null; // the link whose card was sent away and does not come back by itself
  let awaited = null; // the link on which a pointer rests
  let opening, closing, pressed, height;

  const cardOf = (link) => document.getElementById(`_card-${link.dataset.card}`);
  const linkAt = (target) => {
    const link = target instanceof Element ? target.closest(SELECTOR) : null;
    return link && cardOf(link) ? link : null;
  };
  const isIn = (card, target) => target instanceof Node && card.contains(target);

  const close = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    closing = awaited = null;
    if (!open) return;
    const { card, link } = open;
    const hadFocus = isIn(card, document.activeElement);
    open = null;
    card.hidePopover();
    card.popover = null;
    card.role = card.ariaLabel = null;
    card.classList.remove("card--sheet");
    endnotes.append(button);
    button.hidden = true;
    if (hadFocus) link.focus({ preventScroll: true });
  };

  const show = (link, isTouched = false) => {
    clearTimeout(opening);
    if (open?.link === link) return;
    close();
    const card = cardOf(link);
    const isSheet = isTouched && narrow.matches;
    card.classList.toggle("card--sheet", isSheet);
    card.popover = isTouched ? "auto" : "manual";
    if (isTouched) {
      card.role = "dialog";
      card.ariaLabel = card.querySelector("a").textContent;
      card.append(button);
      button.hidden = false;
    }
    card.showPopover();
    open = { card, link };
    (isSheet ? lay : place)(card, link);
    if (isTouched) card.querySelector("a").focus({ preventScroll: true });
  };

  // Near the line of the name that is pointed at: below it, or above where it fits only there.
  const place = (card, link) => {
    const lines = [...link.getClientRects()];
    const word = lines.find((line) => line.top <= height && height <= line.bottom) ?? lines[0];
    const { clientWidth, clientHeight } = document.documentElement;
    const start = getComputedStyle(card).direction === "rtl" ? word.right - card.offsetWidth : word.left;
    const left = Math.max(EDGE, Math.min(start, clientWidth - card.offsetWidth - EDGE));
    const isAbove = clientHeight - word.bottom < card.offsetHeight && card.offsetHeight < word.top;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${scrollY + (isAbove ? word.top - card.offsetHeight - 2 : word.bottom + 2)}px`;
  };

  // At the foot of the screen; the name stays in view.
  const lay = (card, link) => {
    card.style.left = card.style.top = "";
    const hidden = link.getBoundingClientRect().bottom + EDGE - card.getBoundingClientRect().top;
    if (hidden > 0) scrollBy(0, hidden);
  };

  // A screen reader tells with the name what its card tells.
  for (const link of document.querySelectorAll(SELECTOR)) {
    const card = cardOf(link);
    if (!card) continue;
    const told = [...card.children].slice(1);
    for (const [index, line] of told.entries()) line.id ||= `${card.id}-${index}`;
    link.setAttribute("aria-describedby", told.map((line) => line.id).join(" "));
  }

  // Moves and not arrivals: a page that is scrolled brings names under a pointer that nobody moved.
  document.addEventListener("pointermove", ({ target, pointerType, clientY }) => {
    if (pointerType === "touch") return;
    const link = linkAt(target);
    if (link !== dismissed) dismissed = null;
    if (link !== awaited) {
      clearTimeout(opening);
      awaited = null;
    }
    if (open && (link === open.link || isIn(open.card, target))) {
      clearTimeout(closing);
      closing = null;
    } else if (link && link !== dismissed) {
      height = clientY;
      if (!awaited) opening = setTimeout(show, REST, link);
      awaited = link;
    } else if (open && !closing && !open.link.matches(":focus-visible")) {
      closing = setTimeout(close, GRACE);
    }
  });
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    pressed = pointerType;
    if (open && !isIn(open.card, target) && linkAt(target) !== open.link) close();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    if (button.contains(event.target)) close();
    else if (!link) return;
    // A click without a press is one of the keyboard or of a screen reader: it follows the link.
    else if (pressed === "touch" && event.detail) {
      event.preventDefault();
      show(link, true);
    } else close();
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = linkAt(target);
    if (link && link !== dismissed && link.matches(":focus-visible")) {
      height = undefined;
      show(link);
    } else if (open && link !== open.link && !isIn(open.card, target)) close();
    if (link !== dismissed) dismissed = null;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    dismissed = open?.link ?? awaited;
    close();
  });
  // The browser itself closes the card of a tap, for a tap elsewhere or the way back. It tells so later, when the same
  // card may be open again: what counts is how the card is now.
  const follow = ({ target }) => target === open?.card && !target.matches(":popover-open") && close();
  endnotes.addEventListener("toggle", follow, true);
}
