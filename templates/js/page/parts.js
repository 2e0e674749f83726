// A list that is divided into pages leads on to what stands on one of them; no other page needs the script for it.
if (document.querySelector("[data-parts]")) import(new URL("parts.js", import.meta.url));
