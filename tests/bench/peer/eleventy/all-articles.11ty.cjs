const { list, safe } = require("./parts.cjs");

const newest = (articles) => Object.values(articles).sort((a, b) => (a.published < b.published ? 1 : -1));
const row = ({ url, title, label }) => `<a href="${url}">${safe(title)}</a>, ${safe(label)}`;

module.exports = {
  data: {
    pagination: { data: "lists", size: 1, alias: "it" },
    lists: [{ url: "/", title: "Corpus", most: 10 }, { url: "/articles/", title: "Articles" }],
    permalink: ({ it }) => it.url + "index.html",
  },
  render: ({ it, articles }) => list(it.title, newest(articles).slice(0, it.most).map(row)),
};
