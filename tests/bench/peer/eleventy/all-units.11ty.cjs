const { link, list } = require("./parts.cjs");

module.exports = {
  data: { permalink: "/units/index.html" },
  render: ({ units }) => list("Units", Object.values(units).map(link)),
};
