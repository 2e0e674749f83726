"""Hand the corpus to another tool: write that tool's own files, and of those only the ones that changed.

python tests/bench/adapt.py hugo|eleventy|mkdocs|material CONTENT FOLDER
"""

import gc
import shutil
import sys
from pathlib import Path

from peer.markdown_pages import write_markdown
from peer.reading import read_corpus
from peer.tables import write_tables

HERE = Path(__file__).parent / "peer"
DATA = {"hugo": "data", "eleventy": "_data"}


def adapt(tool: str, content: Path, folder: Path) -> None:
    """Write a tool's project: its templates once, its data or its pages at every change."""
    corpus = read_corpus(content)
    if tool not in DATA:
        write_markdown(corpus, folder, tool)
        return
    if not folder.exists():
        shutil.copytree(HERE / tool, folder)
    write_tables(corpus, folder / DATA[tool])


if __name__ == "__main__":
    gc.disable()  # all of it lives until the end
    adapt(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
