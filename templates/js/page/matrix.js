// The list of claims can be narrowed down and sorted; no other page needs the script for it.
if (document.querySelector("form.filters")) import(new URL("matrix.js", import.meta.url));
