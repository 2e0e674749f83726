"""The Nu validator, which is the reference for HTML, finds no error on any page."""

import json
import re
import subprocess
from collections import Counter

import pytest

pytestmark = pytest.mark.java

# CSS that browsers know and the validator does not know yet. Nothing about HTML may stand here.
TOO_NEW = re.compile(
    r"""CSS:\ (
        “(?P<name>container-type|container-name|paint-order|vector-effect)”:\ Property\ “(?P=name)”\ doesn't\ exist
        | (Unrecognized\ at-rule\ “@container”|“container”:\ Parse\ Error)
        | “[a-z-]+”:\ Unknown\ dimension              # cqi
        | “[a-z-]+”:\ The\ types\ are\ incompatible   # min() of a length and a calc()
    )""",
    re.VERBOSE,
)


def faults(vnu: list[str], *arguments: str) -> list[str]:
    """Run the validator, and give its errors and the style's, each once a file."""
    command = [*vnu, "--errors-only", "--also-check-css", "--also-check-svg", "--format", "json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    told = [message for message in messages if not TOO_NEW.match(message["message"])]
    counted = Counter((one.get("url", "").rsplit("/repo/")[-1], one["message"]) for one in told)
    return [f"{name}: {message} ({count} times)" for (name, message), count in counted.items()]


def test_no_page_has_an_error(vnu, web):
    pages = len(list(web.rglob("*.html")))
    assert pages > 50
    found = faults(vnu, "--skip-non-html", str(web))
    print(f"Nu validator: {pages} pages, {len(found)} errors")
    assert found == [], "\n".join(found)


def test_the_validator_sees_errors_in_pages_styles_and_pictures(vnu, tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><title>Page</title><p><div>no</div></p>", encoding="utf-8")
    (tmp_path / "style.css").write_text("p { colour: red }", encoding="utf-8")
    (tmp_path / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>', encoding="utf-8")
    found = faults(vnu, str(tmp_path))
    assert {name for name in ("page.html", "style.css", "picture.svg") if name in "\n".join(found)} == {
        "page.html",
        "style.css",
        "picture.svg",
    }
