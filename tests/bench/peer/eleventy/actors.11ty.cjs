const { entity, pages } = require("./parts.cjs");

module.exports = pages("actors", ({ it, claims }) => entity(it, claims));
