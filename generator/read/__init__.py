"""Reading: from files to records, with the place of every value, and the problems found on the way."""

from generator.read.content import Records, TextFile, read_content
from generator.read.cues import Cues, read_cues
from generator.read.gathering import SiteMention
from generator.read.git import Git, open_git
from generator.read.interface import read_interface
from generator.read.kept import KeptFiles
from generator.read.lessons import THEMES, Lesson, made_visible, read_lessons
from generator.read.ordinary import UNLESS_TRUSTED
from generator.read.settings import TEXTS_VARIABLE, Options, Project, let_in, read_project, texts_folder
from generator.read.texts import CATEGORIES, NUMBER, is_plural, languages_in, read_texts

__all__ = [
    "CATEGORIES",
    "NUMBER",
    "TEXTS_VARIABLE",
    "THEMES",
    "UNLESS_TRUSTED",
    "Cues",
    "Git",
    "KeptFiles",
    "Lesson",
    "Options",
    "Project",
    "Records",
    "SiteMention",
    "TextFile",
    "is_plural",
    "languages_in",
    "let_in",
    "made_visible",
    "open_git",
    "read_content",
    "read_cues",
    "read_interface",
    "read_lessons",
    "read_project",
    "read_texts",
    "texts_folder",
]
