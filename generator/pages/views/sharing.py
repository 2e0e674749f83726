"""The code with which another page shows a claim: a frame on the claim's own page, of which the box alone is seen."""

import json
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.pages.addresses import address_of, url_of
from generator.pages.desk import Desk

ANCHOR = "_embed"
"""Behind the address of a claim's page: the page shows nothing but the box."""

HEIGHT = 480
"""Of a frame before it has told its own, and of one without a script."""

_FRAME = '<iframe src="{src}" title="{title}" loading="lazy" width="100%" height="{height}" style="border:0"></iframe>'

_SCRIPT = """\
<script>
addEventListener("message", function (event) {{
  if (event.origin !== {origin} || !event.data || event.data.sayso !== "height") return;
  document.querySelectorAll("iframe").forEach(function (frame) {{
    if (frame.contentWindow === event.source) frame.height = Number(event.data.height);
  }});
}});
</script>"""


@dataclass(frozen=True, slots=True)
class EmbedView:
    """The code with a script that fits the frame to its box, and the plain frame, as the text of an element."""

    fitting: Markup
    plain: Markup


def view_embed(desk: Desk, claim_id: str) -> EmbedView | None:
    """Write the code; there is none where it is not known on which site the claim will stand."""
    site = desk.house.site
    if site.url is None or not site.embeds:
        return None
    url = f"{site.url}{url_of(address_of('claim', claim_id), use_directory_urls=site.use_directory_urls)}#{ANCHOR}"
    frame = _FRAME.format(src=escape(url), title=escape(desk.label(claim_id)), height=HEIGHT)
    plain = _as_text(frame)
    return EmbedView(plain + "\n" + _script(site.url), plain)


def _as_text(code: str) -> Markup:
    """Escape code; quotation marks, of which it has many, may stand in a text as they are."""
    return Markup(escape(code, quote=False))  # noqa: S704 - escaped


@cache
def _script(site: str) -> Markup:
    """Write the script, which is the same for every claim of a site."""
    parts = urlsplit(site)
    # Within a script a value may hold no "<", or it could end the script.
    origin = json.dumps(f"{parts.scheme}://{parts.netloc}").replace("<", "\\u003c")
    return _as_text(_SCRIPT.format(origin=origin))
