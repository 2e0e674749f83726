"""Dead links: a finished site is read as it will lie on a server, and whatever leads nowhere in it is found.

It knows nothing of how the site was made: it reads files.
"""

from generator.dead_links.check import Change, Tally, check, check_change
from generator.dead_links.pages import bounded
from generator.dead_links.skim import is_plain
from generator.dead_links.survey import Fault, Files, Site, list_files
from generator.dead_links.telling import Sources, tell, tell_all

__all__ = [
    "Change",
    "Fault",
    "Files",
    "Site",
    "Sources",
    "Tally",
    "bounded",
    "check",
    "check_change",
    "is_plain",
    "list_files",
    "tell",
    "tell_all",
]
