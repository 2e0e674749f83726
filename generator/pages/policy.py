"""What a browser may load for a page and run in it: its own site's files alone, whatever came to stand in the page.

The policy stands in each page, for not every host lets a site set headers. In this form it cannot say
which other sites may show the page in a frame.
"""

_OF_ALL = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""What is not named is refused: plugins, frames, and whatever browsers will learn to load."""

_OWN = "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'"

OF_REDIRECTS = f"{_OF_ALL}; script-src 'self'"
"""The policy of a page that leads on from an old address."""


def policy_of(*, searches: bool) -> str:
    """Give the policy of a page in the frame; WebAssembly is what the search is made of."""
    scripts = "'self' 'wasm-unsafe-eval'" if searches else "'self'"
    return f"{_OF_ALL}; script-src {scripts}; {_OWN}"
