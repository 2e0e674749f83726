// A box that is folded up opens for whoever is led to it.
const unfold = () => {
  const box = document.querySelector(":target")?.closest("details");
  if (box) box.open = true;
};
addEventListener("hashchange", unfold);
unfold();
