const { each, page, safe } = require("./parts.cjs");

const term = ({ id, term, definition, articles }) => `<dt id="${id}">${safe(term)}</dt>
<dd><p>${safe(definition)}</p><p>Used in ${each(articles, ({ url, label }) => `<a href="${url}">${safe(label)}</a> `)}</p></dd>
`;

module.exports = {
  data: { permalink: "/glossary/index.html" },
  render: ({ glossary }) => page("Glossary", `<h1>Glossary</h1>\n<dl>${each(glossary, term)}</dl>`),
};
