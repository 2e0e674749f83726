// The folders of the site; nothing is watched or copied but the style sheet.
module.exports = (config) => {
  config.addPassthroughCopy("style.css");
  return { dir: { input: ".", output: "_site", data: "_data" }, templateFormats: ["11ty.js"] };
};
