"""What a reader sees first, compared with pictures that somebody has looked at and approved.

`python tests/pictures.py --approve` makes the approved pictures anew.
"""

import tempfile
from pathlib import Path

import pictures
import pytest

pytestmark = pytest.mark.browser

# Greys by which a dot may differ from those around it in the other picture, and the share of dots that may differ more.
STEP = 48
SHARE = 0.0005
NAMES = [f"{name}-{width}.png" for name in pictures.COMPARED for width in pictures.SIZES]


def difference(one, other):
    """Draw where two pictures differ: where a dot of one lies outside of all greys around it in the other.

    Edges that are drawn a little softer, or lie a fraction of a dot away, are no difference.
    """
    from PIL import Image, ImageChops, ImageFilter  # the newcomer's test command goes without it

    faults = Image.new("L", one.size)
    for seen, expected in ((one, other), (other, one)):
        above = ImageChops.subtract(seen, expected.filter(ImageFilter.MaxFilter(3)))
        below = ImageChops.subtract(expected.filter(ImageFilter.MinFilter(3)), seen)
        faults = ImageChops.lighter(faults, ImageChops.lighter(above, below))
    return faults.point([255 if grey > STEP else 0 for grey in range(256)])


def share(faults):
    return faults.histogram()[255] / (faults.width * faults.height)


@pytest.fixture(scope="module")
def views(site):
    with pictures.browser_with_fonts("approved") as browser:
        return dict(pictures.first_views(browser, site))


@pytest.fixture(scope="session")
def told():
    """Where pictures go that are not as approved; it stays after the tests."""
    return Path(tempfile.mkdtemp(prefix="sayso-pictures-"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_approved(views, told, name):
    from PIL import Image

    approved = Image.open(pictures.APPROVED / name).convert("L")
    seen = views[name]
    assert seen.size == approved.size
    faults = difference(seen, approved)
    if share(faults) > SHARE:
        seen.save(told / name)
        faults.save(told / name.replace(".png", "-difference.png"))
    assert share(faults) <= SHARE, (
        f"{share(faults):.2%} differ; see {told / name}, and approve with {pictures.__file__}"
    )


def test_nothing_else_is_kept_and_it_is_small():
    kept = list(pictures.APPROVED.iterdir())
    assert sorted(path.name for path in kept) == sorted(NAMES)
    assert sum(path.stat().st_size for path in kept) < 1_000_000


def word(text, left=10.0):
    """Draw a word, beginning a fraction of a dot further right if asked for."""
    from PIL import Image, ImageDraw

    large = Image.new("L", (1600, 400), 255)
    ImageDraw.Draw(large).text((left * 8, 80), text, fill=0, font_size=160)
    return large.resize((200, 50), Image.Resampling.BOX)


def test_another_word_is_a_difference_and_a_softer_edge_is_none():
    from PIL import Image

    assert share(difference(word("denied"), word("denied", left=10.4))) == 0
    assert share(difference(word("denied"), word("decried"))) > 0.01
    assert share(difference(word("denied"), Image.new("L", (200, 50), 255))) > 0.01
