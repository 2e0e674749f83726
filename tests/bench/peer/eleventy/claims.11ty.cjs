const { box, each, page, pages, safe } = require("./parts.cjs");

module.exports = pages("claims", ({ it, claims }) => page(`“${it.claim}”`, `<h1>“${safe(it.claim)}”</h1>
${box(it, claims)}
<h2>Told in</h2>
<ul>${each(it.articles, ({ url, title }) => `<li><a href="${url}">${safe(title)}</a></li>\n`)}</ul>`));
