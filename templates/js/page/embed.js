// A claim's box in a frame on another page: it tells that page how high it is, and its links open beside that page.
if (location.hash === "#_embed" && parent !== window) {
  const claim = document.querySelector("[data-claim-box]")?.dataset.claimBox;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    parent.postMessage({ sayso: "height", claim, height }, "*");
  };
  new ResizeObserver(tell).observe(document.body);
  for (const link of document.links) {
    link.target = "_blank";
    link.rel = "noopener";
  }
}
