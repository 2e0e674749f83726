const { box, each, page, pages, safe } = require("./parts.cjs");

const section = ({ id, title, paragraphs }) => `<section id="${id}"><h3>${safe(title)}</h3>
${each(paragraphs, (words) => `<p>${words}</p>\n`)}</section>
`;

module.exports = pages("articles", ({ it, claims }) => page(it.title, `<h1>${safe(it.title)}</h1>
<p>${safe(it.label)}, ${safe(it.author)}</p>
<h2>In brief</h2>
<ul>${each(it.brief, (words) => `<li>${words}</li>\n`)}</ul>
<h2>Claims</h2>
${each(it.claims, (id) => box(claims[id], claims))}
<h2>The report</h2>
${each(it.sections, section)}<h2>Questions</h2>
${each(it.questions, ({ ask, answer }) => `<h3>${safe(ask)}</h3><p>${safe(answer)}</p>\n`)}<h2>What is not known</h2>
<ul>${each(it.notKnown, (words) => `<li>${safe(words)}</li>\n`)}</ul>`));
