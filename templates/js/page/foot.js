// How much of the window's foot a page keeps for its bar, so that what else stands there stands above it.
const bar = document.querySelector(".contents");
if (bar) {
  const measure = () => {
    const height = getComputedStyle(bar).position === "fixed" ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--foot", `${height}px`);
  };
  new ResizeObserver(measure).observe(bar);
}
