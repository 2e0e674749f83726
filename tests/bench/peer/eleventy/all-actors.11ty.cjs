const { link, list } = require("./parts.cjs");

module.exports = {
  data: { permalink: "/actors/index.html" },
  render: ({ actors }) => list("Who’s who", Object.values(actors).map(link)),
};
