"""Make a content folder of any size: articles with claims, shared actors, units, places and terms.

    python tests/bench/corpus.py FOLDER [--articles 100] [--seed 7]

The same numbers always make the same files, and the first articles of a large
corpus are those of a small one. An article has 450 words in eight sections with
headings and eight claims with one to three positions. Each brings three actors,
one unit, three places and two terms of its own and names five things that were
there before it, the first of all most often (Zipf). Every second article speaks
about a claim of an earlier one, every fourth holds two claims that cannot both
be true, every second has an event. The days lie spread over thirteen years.
"""

import argparse
from pathlib import Path

from archive.entities import write_entities
from archive.reports import write_article
from archive.subjects import FRESH

QUIET = "search: false, maps: false, pictures: none"
"""Options that leave away what the other tools do not make."""


def make_corpus(folder: Path, articles: int, seed: int = 7, options: str = "") -> None:
    """Write `mkdocs.yml` and `content/` for a number of articles into a folder."""
    content = folder / "content"
    content.mkdir(parents=True)
    write_settings(folder, options)
    for kind in FRESH:
        write_entities(content, kind, articles)
    for number in range(articles):
        write_article(content / "articles" / f"article-{number}", number, seed)


def write_settings(folder: Path, options: str) -> None:
    """Write `mkdocs.yml` with some of the plugin's options."""
    plugin = f"\n  - sayso: {{{options}}}\n" if options else " [sayso]\n"
    settings = "site_name: Corpus\nsite_url: https://corpus.example/\ndocs_dir: content\ntheme: {name: sayso}\n"
    (folder / "mkdocs.yml").write_text(f"{settings}plugins:{plugin}", "utf-8")


def main() -> None:
    """Make a corpus where somebody asks for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--all", action="store_true", help="with search, maps and pictures")
    asked = parser.parse_args()
    make_corpus(asked.folder, asked.articles, asked.seed, "" if asked.all else QUIET)


if __name__ == "__main__":
    main()
