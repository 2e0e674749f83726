// Lets actionlint look at workflows: node actionlint.cjs FILE… prints what is wrong and fails where anything is.
// The package holds the program as WebAssembly, so nothing is fetched or built when it is installed.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const folder = join(__dirname, "node_modules", "@tktco", "node-actionlint");

globalThis.crypto ??= require("node:crypto").webcrypto; // Node 18 has it only here
globalThis.throwError = (message) => {
  throw new Error(message);
};
require(join(folder, "wasm_exec.js"));

async function main(files) {
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, "main.wasm")), go.importObject);
  go.run(instance); // never ends: it waits to be called
  let found = 0;
  for (const file of files) {
    for (const { line, column, message, kind } of await globalThis.runActionlint(readFileSync(file, "utf8"), file)) {
      console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
      found += 1;
    }
  }
  process.exit(found ? 1 : 0);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(2);
});
