"""Lighthouse gives 100 in all four categories, on a phone with a slow line."""

import json
import os
import statistics
import subprocess

import pytest
from browser_site import ADDRESSES, chromium

pytestmark = [pytest.mark.node, pytest.mark.slow, pytest.mark.alone]

PAGES = {name: ADDRESSES[name] for name in ("article", "claim", "claims", "place")}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def measure(lighthouse: list[str], url: str) -> dict:
    """Have Lighthouse open a page once, as its preset of a phone does, and give its report."""
    done = subprocess.run(
        [
            *lighthouse,
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env={**os.environ, "CHROME_PATH": chromium()},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def scores(report: dict) -> dict[str, int]:
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}


def short_of(report: dict) -> list[str]:
    """Name what a report found wanting, and how it was measured."""
    wanting = [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 0.9 and audit["scoreDisplayMode"] != "informative"
    ]
    timings = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    return [*wanting, *(f"{name} {report['audits'][name]['displayValue']}" for name in timings)]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_has_a_hundred_in_all_four(lighthouse, site, address):
    reports = [measure(lighthouse, site + address) for _ in range(RUNS)]
    runs = [scores(report) for report in reports]
    median = {name: statistics.median(run[name] for run in runs) for name in CATEGORIES}
    print(f"Lighthouse {address}: {median} from {runs}")
    assert median == dict.fromkeys(CATEGORIES, 100), "\n".join(short_of(reports[-1]))
