const { entity, pages } = require("./parts.cjs");

module.exports = pages("units", ({ it, claims }) => entity(it, claims));
