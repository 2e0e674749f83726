// A page that has moved hands on what stands behind the # of its address, which a refresh of the page would lose.
location.replace(document.querySelector("link[rel=canonical]").href + location.hash);
