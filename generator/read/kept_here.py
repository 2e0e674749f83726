"""What builds of a project have kept in it, and whether that can be believed.

A cache is made of what was read, and holds what came of it. Whoever can write there can make the site say what no
record says, and nobody would see it in the records. Builds write there and never hand it to Git; so where Git has files
of it, somebody else has written them: they come with the repository, perhaps by a proposal from anybody.
"""

from pathlib import Path

from generator.cache import FOLDER, NO_CACHE, Cache
from generator.read.git import Git


def cache_of(root: Path) -> Cache:
    """Give the cache of a project; what comes with the repository is as if it were not there, and is left alone."""
    folder = root / FOLDER
    # Git tells of a folder, and likewise of a file, a link or another repository that has its name.
    is_handed_over = folder.exists() and bool(Git(root).ask("ls-files", "-z", "--", FOLDER))
    return NO_CACHE if is_handed_over else Cache(folder)
