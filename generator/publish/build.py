"""Build a site so that nothing but a whole one is ever seen."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.cores import ahead
from generator.edit.stopping import holding
from generator.link import Library
from generator.plugin import InvalidContentError, SaysoPlugin
from generator.plugin.places import against_site, other_things
from generator.plugin.record import read_record, write_record
from generator.problems import Problem, Span
from generator.progress import NO_PROGRESS, Progress
from generator.publish.changes import Changes, changes_of
from generator.publish.checked import DeadLinksError, check_changes
from generator.publish.complaints import SETTINGS, Transcript, about_setting, as_problems, transcribed
from generator.publish.twin import NotCarriedError
from generator.publish.workshop import BusyError, NotOursError, Workshop
from generator.read import Project, read_project, texts_folder


class CannotPublishError(Exception):
    """There is no new site, and the old one is as it was; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Published:
    """What was built: where, how many pages, from what, the warnings on the way, and what else there is to say."""

    site: Path
    pages: int
    library: Library
    warnings: list[Problem]
    remarks: list[str]


def publish(
    root: Path,
    *,
    strict: bool,
    when_busy: Callable[[], None],
    texts: Path | None = None,
    progress: Progress = NO_PROGRESS,
) -> Published:
    """Build the project in a folder and put its site in place; `texts` is a private folder of source texts.

    Raises:
        CannotPublishError: with all problems; the old site has not been touched.
    """
    with prepared(root, texts) as job, ExitStack() as to_the_end:
        plugin = job.plugin
        plugin.config.strict = plugin.config.strict or strict
        plugin.progress = progress
        workshop = Workshop(job.site)
        # Whether the site is as it was left is asked of the disk, file by file, while the content is read.
        with workshop.opened(when_busy) as new, ahead(workshop.can_carry) as can_carry, progress.stage("Writing"):
            job.config.site_dir = str(new)
            record = workshop.folder / RECORD
            plugin.round.recall = lambda: read_record(record) if can_carry() else None
            run(job.config, "build")
            changes = changes_of(new, plugin.round, workshop.site)
            links = workshop.folder / LINKS
            with progress.stage("Checking links"):
                checked = check_changes(job.config, plugin, changes, workshop, links)
            job.warnings.extend(checked.warnings)
            # Who asks to stop from here on is too late: the site changes now, and whoever stops says that it has not.
            to_the_end.enter_context(suppress(KeyboardInterrupt))
            to_the_end.enter_context(holding())
            links.unlink(missing_ok=True)
            put_in_place(workshop, changes, record)
            checked.keep(links)
    return Published(workshop.site, plugin.pages_made, plugin.loaded.library, job.warnings, plugin.remarks)


def put_in_place(workshop: Workshop, changes: Changes, record: Path) -> None:
    """Let the site take its place, the whole of it or what has changed, and with it the record of its making."""
    record.unlink(missing_ok=True)
    if changes.is_whole:
        workshop.put_in_place()
    else:
        workshop.put_changes_in_place(changes.folder, changes.removed)
    if changes.record:
        write_record(changes.record, record)


RECORD = "record"
"""In the workshop: what the site beside it was made of."""

LINKS = "links"
"""In the workshop: how many of its files link to what is in it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A project ready to be built: its settings, our plugin among them, where its site goes, and warnings to come."""

    config: MkDocsConfig
    plugin: SaysoPlugin
    site: Path
    warnings: list[Problem]


@contextmanager
def prepared(root: Path, texts: Path | None) -> Iterator[Job]:
    """Read a project's settings; whatever goes wrong with them, and with what is then done, is told plainly.

    Raises:
        CannotPublishError: with all problems.
    """
    project, problems = read_project(root)
    if project is None:
        raise CannotPublishError(problems)
    with transcribed() as transcript, _told_plainly(root, transcript):
        config = load_config(
            str(root / SETTINGS), site_name=name_of(project), config_file_path=str(root / SETTINGS), strict=True
        )
        transcript.content = Path(config.docs_dir)
        plugin = _plugin_of(config, root)
        site = _site_of(config, root, texts or texts_folder(root, plugin.config.texts))
        job = Job(config, plugin, site, [])
        job.plugin.warnings = job.warnings
        job.plugin.language_at = project.language_at
        job.plugin.texts_folder = texts
        job.plugin.site_folder = job.site
        with job.plugin.round.helpers:
            yield job


def name_of(project: Project) -> str | None:
    """Give a site without a name its folder's, for MkDocs refuses to go without; None where it has one."""
    return None if project.name else project.root.resolve().name


def run(config: MkDocsConfig, command: Literal["build", "serve"]) -> None:
    """Build as this command of MkDocs does; in a preview drafts are shown."""
    config.plugins.on_startup(command=command, dirty=False)
    try:
        build(config, serve_url=config.site_url if command == "serve" else None)
    finally:
        config.plugins.on_shutdown()


def _plugin_of(config: MkDocsConfig, root: Path) -> SaysoPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, SaysoPlugin):
            return plugin
    message = "the plugin sayso is not in the list of plugins, so no page would come from the content"
    raise CannotPublishError([about_setting(root, "plugins", message, "write `plugins: [sayso]` there")])


def _site_of(config: MkDocsConfig, root: Path, texts: Path | None) -> Path:
    """Find the folder that the site goes to, behind any symbolic link; what lies there must be a site or nothing."""
    against, site = against_site(config, root), Path(os.path.realpath(config.site_dir))
    # Of private texts in the site the reader tells.
    other = None if against or (texts and texts.resolve().is_relative_to(site)) else other_things(site)
    if other:
        why = f'the folder {config.site_dir} is no site, for it holds "{other}" and no index.html, and would be emptied'
        against = why, "move away what is in it, or set another `site_dir`"
    if against:
        raise CannotPublishError([about_setting(root, "site_dir", *against)])
    return site


@contextmanager
def _told_plainly(root: Path, transcript: Transcript) -> Iterator[None]:
    """Make problems of everything that can go wrong without a fault in a program."""
    try:
        yield
    except BusyError:
        message, help_ = "another build of this site is still running", "wait until it has ended, or stop it"
        raise CannotPublishError([Problem("busy", Span(SETTINGS), message, help_)]) from None
    except NotCarriedError as error:
        told = Problem("busy", Span(SETTINGS), str(error), "run `sayso build` once more")
        raise CannotPublishError([told]) from error
    except NotOursError as error:
        told = Problem("system", Span(SETTINGS), str(error), "look at what it is, and delete it if nobody needs it")
        raise CannotPublishError([told]) from error
    except DeadLinksError as error:
        raise CannotPublishError(error.problems) from None
    except MkDocsException as error:
        raise CannotPublishError(_problems_of(error, root, transcript)) from error
    except Exception as error:
        problem = _plain_problem(error, root)
        if problem is None:
            raise
        raise CannotPublishError([problem]) from error


def _plain_problem(error: Exception, root: Path) -> Problem | None:
    """Make a problem of an error in a template or from the system; None for a fault in a program."""
    # Told by its name, for the template engine lives in another room; a missing template is an OSError too.
    if any(base.__module__.startswith("jinja2.") for base in type(error).__mro__):
        return _template_problem(error, root)
    if isinstance(error, MemoryError):
        help_ = "close other programs, or divide the work: sayso build --shard"
        return Problem("system", Span(SETTINGS), "there is not enough memory to build this site", help_)
    if isinstance(error, OSError):
        help_ = "see that there is room, and the right to write"
        return Problem("system", Span(SETTINGS), f"the system said: {error}", help_)
    return None


def _problems_of(error: MkDocsException, root: Path, transcript: Transcript) -> list[Problem]:
    """Find what lies behind an error of MkDocs: the content's problems, what was logged, or its own words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, InvalidContentError):
            return cause.problems
        cause = cause.__context__
    return as_problems(transcript.messages or [error.format_message()], root, transcript.content)


def _template_problem(error: Exception, root: Path) -> Problem:
    """Place a template's error at its line: syntax errors carry it, for others it is the last frame of a template."""
    frames = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    templates = [(name, line) for name, line in frames if name.endswith((".html", ".xml"))]
    name, line = (getattr(error, "filename", None), getattr(error, "lineno", None))
    if name is None:
        name, line = templates[-1] if templates else (SETTINGS, 1)
    file = Path(name)
    shown = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    return Problem("template", Span(shown, line or 1), f"a template cannot be used: {error}", "correct the template")
