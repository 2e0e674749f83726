const { link, list } = require("./parts.cjs");

module.exports = {
  data: { permalink: "/places/index.html" },
  render: ({ places }) => list("Places", Object.values(places).map(link)),
};
