const { each, line, link, page, safe } = require("./parts.cjs");

const event = (it, claims) => `<div id="${it.id}"><p>${safe(it.title)}</p><q>${safe(it.quote)}</q>
<p>${each(it.places, link)} <a href="${it.from}">${safe(it.label)}</a></p>${each(it.claims, (id) => `<p>${line(claims[id])}</p>`)}</div>
`;

const said = ({ claim, voices }, claims) => `<div><p>${safe(voices.join(" "))}</p><p>${line(claims[claim])}</p></div>\n`;

module.exports = {
  data: { permalink: "/timeline/index.html" },
  render: ({ timeline, claims }) => page("Timeline", `<h1>Timeline</h1>
<ol>${each(timeline, (it) => `<li><h2>${it.day}</h2>
${each(it.events, (one) => event(one, claims))}${each(it.said, (one) => said(one, claims))}</li>\n`)}</ol>`),
};
