"""Which files of the content folder and of the theme are the site's, and which are only its sources."""

import importlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.build import Loaded
from generator.pages.clashes import Others, find_clashes
from generator.plugin.edits import content_folder
from generator.problems import Problem
from generator.read.files import FoundFile, shown_path
from generator.read.folders import EDITORS_GUIDE, EDITORS_PAGES
from generator.read.media import refuse_unlisted

KEPT_OUT = f"""
*.yml
*.yaml
/{EDITORS_GUIDE}
/{EDITORS_PAGES}/
/articles/*/*.md
"""
"""Sources under the content folder. MkDocs must know before it looks: it takes
README.md for an index page and warns where there is an index.md beside it."""

LANGUAGE = re.compile(r"languages/[^/]+\.yml")
"""Files of a project's templates that hold the interface's words."""

_OF_ITS_SEARCH = tuple(f"search/{name}" for name in ("search_index.json", "main.js", "worker.js", "lunr.js"))
"""What MkDocs' own plugin for a search writes when all else is done."""

_PARTS_OF_THE_THEME = {".css", ".js", ".xml", ".yml"}
_DRAWINGS = "pictures"
"""The folder of the theme from which pictures are drawn."""


def packaged_templates() -> Path:
    """Find the folder of the theme that comes with Sayso."""
    package = importlib.import_module("sayso_theme")
    return Path(str(package.__file__)).parent


def template_dirs(config: MkDocsConfig) -> list[Path]:
    """List the folders that hold templates, a project's own overrides first."""
    packaged = packaged_templates()
    known = [Path(folder) for folder in config.theme.dirs]
    if packaged in known:
        return known[: known.index(packaged) + 1]
    own = own_templates(config)
    return [own, packaged] if own else [packaged]


def own_templates(config: MkDocsConfig) -> Path | None:
    """Find the folder of the project's own templates and words."""
    return Path(config.theme.custom_dir) if config.theme.custom_dir else None


def is_own_theme(config: MkDocsConfig) -> bool:
    """Tell whether the site uses Sayso's theme, or one that extends it."""
    return packaged_templates() in {Path(folder) for folder in config.theme.dirs}


def keep_sources_out(config: MkDocsConfig) -> None:
    """Tell MkDocs which files under the content folder it must not publish; nothing can let them in again."""
    ours = config_options.PathSpec().validate(KEPT_OUT)
    config.exclude_docs = config.exclude_docs + ours if config.exclude_docs else ours


def drop_sources(files: Files, config: MkDocsConfig, pages: Collection[str]) -> None:
    """Drop what is only a source, so that not even a preview shows it; `pages` are the files that may be published."""
    own_theme, pages = is_own_theme(config), frozenset(pages)
    for file in list(files):
        ours = _is_content_source(file, config, pages) or _is_language(file, config)
        if ours or (own_theme and _is_theme_source(file, config)):
            files.remove(file)


def _is_content_source(file: File, config: MkDocsConfig, pages: Collection[str]) -> bool:
    """Tell whether a file of the content was not found fit to be published; hidden ones are judged by themselves."""
    return file.src_dir == config.docs_dir and file.src_uri not in pages and not _is_hidden(file)


def _is_hidden(file: File) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(file.src_uri).parts)


def judge_hidden(files: Files, config: MkDocsConfig, root: Path, publish: Collection[str]) -> Iterator[Problem]:
    """Judge the hidden files that a project has MkDocs publish: the reader looks into none of them."""
    for file in files:
        if file.src_dir == config.docs_dir and _is_hidden(file) and file.inclusion is not InclusionLevel.EXCLUDED:
            place = Path(file.src_dir, file.src_uri)
            problem = refuse_unlisted(FoundFile(place, shown_path(root, place), file.src_uri), publish)
            if problem:
                yield problem


def find_taken(made: Mapping[str, bytes], files: Files, config: MkDocsConfig, loaded: Loaded) -> Iterator[Problem]:
    """Find files of the content where this theme, or what is `made` for this site, has a file or needs a folder.

    What every site has was told before, and is told here no other way.
    """
    brought = [file.dest_uri for file in files if file.src_dir != config.docs_dir]
    searched = _OF_ITS_SEARCH if any(name.endswith("search") for name in config.plugins) else ()
    others = Others([*made, *config.theme.static_templates, *searched], brought)
    content = content_folder(config, Path(config.config_file_path or "").parent)
    urls = config.use_directory_urls
    return find_clashes(content, loaded.pages, loaded.library, others, use_directory_urls=urls)


def add_files(made: Mapping[str, bytes], files: Files, config: MkDocsConfig) -> None:
    """Put in what was made; a file of the project's own theme goes over ours, as over any theme's."""
    for name, content in made.items():
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=content, inclusion=InclusionLevel.INCLUDED))


def _is_language(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file holds a project's own words for the interface."""
    return file.src_dir == config.theme.custom_dir and LANGUAGE.fullmatch(file.src_uri) is not None


def _is_theme_source(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file of our theme is a part of what Sayso makes, be it Sayso's own or its override."""
    path = PurePosixPath(file.src_uri)
    if path.suffix not in _PARTS_OF_THE_THEME and path.parts[0] != _DRAWINGS:
        return False
    from_theme = file.src_dir in set(config.theme.dirs)
    return from_theme and (packaged_templates() / file.src_uri).is_file()
