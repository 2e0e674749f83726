const { line, list } = require("./parts.cjs");

module.exports = {
  data: { permalink: "/claims/index.html" },
  render: ({ claims }) => list("Claims", Object.values(claims).map(line)),
};
