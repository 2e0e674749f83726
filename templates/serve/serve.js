// Only under `sayso serve`: loads the page again when it has changed, and lays the problems of the content over it.
// The layer has a tree of its own, so that no theme's rules reach it; what it holds was escaped where it was made.
const shown = new URL(import.meta.url).searchParams.get("shown");
const host = document.createElement("sayso-preview");
const tree = host.attachShadow({ mode: "open" });
let line;
let told = {};
// What the editor wants to see; until that is said, problems lie open and warnings do not.
let wanted;

const part = (name) => tree.querySelector(name);
const isOpen = () => part(".layer") !== null && !part(".layer").hidden;

function draw() {
  // Who reads what a problem means has come from the layer, and wants to see the page under it.
  const isLesson = part(".more a")?.pathname === location.pathname;
  const open = wanted ?? (told.mood === "errors" && !isLesson);
  if (part(".layer")) {
    part(".layer").hidden = !open;
    part(".open").hidden = open;
  }
  host.hidden = !part(".layer") && !part(".gone").textContent;
}

function lay(notice) {
  if (notice.layer !== told.layer) {
    // Who has closed the layer is left in peace until there is something else to see.
    wanted = undefined;
    told = notice;
    fill();
  }
  part(".gone").textContent = "";
  draw();
}

function fill() {
  const hadFocus = tree.activeElement !== null;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_sayso/serve.css";
  // Nothing is seen, or said aloud, before its rules are there.
  sheet.addEventListener("load", () => {
    host.classList.add("ready");
    if (told.mood === "errors") part(".call").textContent = told.title;
    if (hadFocus) (part(".layer") ? part(isOpen() ? "#title" : ".open") : document.body).focus();
  });
  tree.innerHTML = told.layer;
  tree.prepend(sheet);
  part(".close")?.addEventListener("click", () => show(false));
  part(".open")?.addEventListener("click", () => show(true));
  document.body.append(host);
  if (host.showPopover) {
    host.popover = "manual";
    host.showPopover();
  }
}

function show(open) {
  wanted = open;
  draw();
  part(open ? "#title" : ".open").focus();
}

function hear(event) {
  const notice = JSON.parse(event.data);
  if (notice.shown === shown) {
    if (notice.layer) lay(notice);
    return;
  }
  stop();
  location.reload();
}

function lose() {
  if (!told.layer) return;
  part(".gone").textContent = told.gone;
  draw();
}

function start() {
  if (line || document.hidden) return;
  line = new EventSource("/_sayso/events");
  line.addEventListener("message", hear);
  line.addEventListener("error", lose);
}

function stop() {
  line?.close();
  line = undefined;
}

document.addEventListener("keydown", (event) => {
  const isFree = [document.body, host, null].includes(document.activeElement);
  if (event.key === "Escape" && !event.defaultPrevented && isFree && isOpen()) show(false);
});

// A browser has six lines to one server: a page that nobody sees keeps none, and one inside another has none.
if (window.top === window) {
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", start);
  start();
}
