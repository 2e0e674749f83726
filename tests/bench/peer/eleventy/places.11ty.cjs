const { entity, pages } = require("./parts.cjs");

module.exports = pages("places", ({ it, claims }) => entity(it, claims));
