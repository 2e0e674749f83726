// What several pages have in common: the frame, a claim in one line, a position, a claim's box.
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (words) => String(words).replace(/[&<>"]/g, (sign) => SIGNS[sign]);
const each = (list, print) => list.map(print).join("");
const link = ({ url, name }) => `<a href="${url}">${safe(name)}</a>`;

const page = (title, main) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)} · Corpus</title><link rel="stylesheet" href="/style.css"></head>
<body>
<nav><a href="/">Corpus</a> <a href="/articles/">Articles</a> <a href="/claims/">Claims</a> <a href="/actors/">Who’s who</a> <a href="/units/">Units</a> <a href="/places/">Places</a> <a href="/glossary/">Glossary</a> <a href="/timeline/">Timeline</a></nav>
<main>${main}</main>
</body>
</html>
`;

const line = ({ url, claim, told }) => `<a href="${url}">“${safe(claim)}”</a> <span>${safe(told)}</span>`;

const position = (claim, it) => `<div class="position" data-claim="${claim}" data-actor="${it.actor}" data-stance="${it.stance}">
<p><b>${link(it)}</b> ${it.does}${it.day && ` <time>${it.day}</time>`}</p>
<p><q>${safe(it.quote)}</q></p>
<p>verb: ${safe(it.verb)} · <a href="${it.from}">${safe(it.label)}</a> · <a href="${it.from}#${it.mark}">see it in the text</a></p>
</div>
`;

const box = (claim, claims) => `<section class="claim" data-claim-box="${claim.id}" data-status="${claim.status}">
<h3><a href="${claim.url}">“${safe(claim.claim)}”</a></h3>
<p>${safe(claim.told)}</p>
<p>${claim.day && `when ${claim.day} · `}about ${each(claim.about, link)}</p>
${each(claim.positions, (it) => position(claim.id, it))}${each(claim.opposites, (id) => `<p>It cannot be true together with ${line(claims[id])}</p>\n`)}</section>
`;

const fact = ({ label, words, url }) => `<dt>${label}</dt><dd>${url ? link({ url, name: words }) : safe(words)}</dd>\n`;

const ledger = (claim, numbers) => `<section><h3><a href="${claim.url}">“${safe(claim.claim)}”</a></h3><p>${safe(claim.told)}</p>
${each(numbers, (number) => position(claim.id, claim.positions[number]))}</section>
`;

const entity = (it, claims) => page(it.name, `<h1>${safe(it.name)}</h1>
<p>${safe(it.summary)}</p>
<dl>${each(it.facts, fact)}</dl>
${it.ledger.length ? `<h2>What they say</h2>\n${each(it.ledger, ([id, numbers]) => ledger(claims[id], numbers))}` : ""}
${it.about.length ? `<h2>Claims about it</h2>\n<ul>${each(it.about, (id) => `<li>${line(claims[id])}</li>\n`)}</ul>` : ""}
${it.events.length ? `<h2>What happened</h2>\n<ul>${each(it.events, (event) => `<li>${event.day}: ${safe(event.title)}, <a href="${event.from}">${safe(event.label)}</a></li>\n`)}</ul>` : ""}
<h2>Where it is named</h2>
${each(it.passages, (passage) => `<p class="mentions__passage">${passage.html} <a href="${passage.url}">in ${safe(passage.title)}, ${safe(passage.section)}</a></p>\n`)}`);

const list = (title, items) => page(title, `<h1>${safe(title)}</h1>\n<ul>${each(items, (item) => `<li>${item}</li>\n`)}</ul>`);

// A template for one page each of a kind, and one for the list of them.
const pages = (kind, render) => ({
  data: {
    pagination: { data: kind, size: 1, alias: "it", resolve: "values" },
    permalink: ({ it }) => it.url + "index.html",
  },
  render,
});

module.exports = { safe, each, link, page, line, box, entity, list, pages };
