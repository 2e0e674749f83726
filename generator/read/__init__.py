"""Reading: from files to records, with the place of every value, and the problems found on the way."""

from generator.read.content import Records, TextFile, read_content
from generator.read.gathering import SiteMention
from generator.read.settings import Project, read_project
from generator.read.texts import read_texts

__all__ = ["Project", "Records", "SiteMention", "TextFile", "read_content", "read_project", "read_texts"]
