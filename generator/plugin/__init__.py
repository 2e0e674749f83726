"""The thin adapter: hands Sayso's pages to MkDocs. It patches nobody and keeps nothing between builds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

import generator
from generator.build import Loaded, Memory, Output, load, render
from generator.cache import NO_CACHE, Cache
from generator.link import Library
from generator.pages import Entry, Sheet, draw_picture
from generator.pages import Page as MadePage
from generator.pages.addresses import HOME, PICTURES
from generator.pages.locales import direction_of, open_tongue
from generator.pages.policy import policy_of
from generator.plugin.aligned import align
from generator.plugin.anchors import anchor_of
from generator.plugin.basis import basis_of, makers
from generator.plugin.beside import FRAME, FrameSetter, divide, reason_against, with_all
from generator.plugin.dates import as_moment, day_of
from generator.plugin.edits import edit_link
from generator.plugin.files import (
    add_files,
    drop_sources,
    find_taken,
    is_own_theme,
    judge_hidden,
    keep_sources_out,
    own_templates,
    template_dirs,
)
from generator.plugin.frame import (
    Frame,
    Kept,
    Search,
    contract_url,
    corrections_url,
    filled_indexes,
    indexes_of,
    menu,
    search_of,
)
from generator.plugin.given import options_of, root_of, site_of
from generator.plugin.links import warn_of_dead_links
from generator.plugin.locale import NoLocale, language_of
from generator.plugin.ordinary import WordsOnly, tame
from generator.plugin.page import SaysoPage, add_page, anchors, headings
from generator.plugin.places import against_site
from generator.plugin.remarks import remarks_on
from generator.plugin.round import Round
from generator.plugin.settings import SaysoConfig, is_preview
from generator.plugin.titles import escape
from generator.problems import Problem, Span, as_errors, has_errors, in_order, lines_under, show, show_all
from generator.progress import NO_PROGRESS, Progress
from generator.proof import Proof
from generator.read import let_in, read_interface, texts_folder
from generator.read.kept_here import cache_of

if TYPE_CHECKING:  # else every build would load what watches files
    from mkdocs.livereload import LiveReloadServer

__all__ = ["InvalidContentError", "SaysoConfig", "SaysoPlugin"]

STYLESHEET = "assets/sayso.css"
SCRIPT = "assets/sayso.js"
PARTS_STYLESHEET = "assets/sayso-parts.css"
"""For foreign themes: what the parts of our pages need, and nothing that styles the page around them."""

HOME_FILE = "index.html"
SITEMAP = "sitemap.xml"
log = get_plugin_logger("sayso")


class InvalidContentError(PluginError):
    """The content has errors; `problems` holds all problems, sorted, and the text shows them."""

    def __init__(self, problems: Sequence[Problem], root: Path) -> None:
        super().__init__("the content has problems\n\n" + show_all(problems, lines_under(root)))
        self.problems = list(problems)


class SaysoPlugin(BasePlugin[SaysoConfig]):  # type: ignore[no-untyped-call]  # MkDocs types its hook for subclasses not at all
    """Reads the content, and adds its pages to those that MkDocs makes."""

    def __init__(self) -> None:
        self.warnings: list[Problem] | None = None
        """`sayso build` puts a list here, to show the warnings itself; otherwise they go to MkDocs' log."""
        self.progress: Progress = NO_PROGRESS
        """`sayso build` puts here what it wants to be told of."""
        self.memory: Memory | None = None
        """A program that builds again and again puts here what it remembers; otherwise there is only the cache."""
        self.loaded = Loaded(Library(), Proof())
        self.texts_folder: Path | None = None
        """`sayso build --texts` puts a private folder here; otherwise the environment or the setting names one."""
        self.site_folder: Path | None = None
        """`sayso build` puts here where the site will lie in the end; otherwise it is where MkDocs builds it."""
        self.is_served = False
        """`sayso serve` says so here; `mkdocs serve` is known by the site's address."""
        self.round = Round()
        """`sayso build` puts the record of the last build here, and finds there what this one was made of."""
        self.wanted: Callable[[Sheet], bool] | None = None
        """`sayso build --shard` says here which pages of records it wants; `sayso join` makes the search of all."""
        self.apart: tuple[str, ...] = ()
        """The addresses of all pages that are printed beside MkDocs, wanted or not: all parts of a site must agree."""
        self.pages_made = 0
        self.home: MadePage | None = None
        self.entries: list[Entry] = []
        self.remarks: list[str] = []
        """What `sayso build` says at its end, though nothing is wrong."""
        self.nav = Navigation([], [])
        self.no_locale = NoLocale()
        self.language_at: Span | None = None
        """`sayso build` puts here where the language is set, for a problem with it."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and link the content. MkDocs has not yet emptied the old site, so errors leave it alone."""
        self.root = root_of(config)
        against = None if self.site_folder else against_site(config, self.root)
        if against:
            raise InvalidContentError([Problem("mkdocs-setting", Span("mkdocs.yml"), *against)], self.root)
        self.language = self.config.language or language_of(config.theme)
        self.texts, unsaid = read_interface(self.root, self.language, own_templates(config), self.language_at)
        self.texts_folder = self.texts_folder or texts_folder(self.root, self.config.texts)
        site = self.site_folder or Path(config.site_dir)
        options = options_of(config, self.config, self.language, texts=self.texts_folder, site=site)
        self.memory = self.memory or Memory(self._cache())
        self.loaded, problems = load(self.root, Path(config.docs_dir), options, self.progress, self.memory)
        problems = in_order([*problems, *unsaid])
        self._judge(problems, strict=self._is_strict(config))
        keep_sources_out(config)
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", anchor_of)
        if not self.config.trusted_pages:
            # Behind all others, which add ways of their own to make HTML of words.
            config.markdown_extensions.append(WordsOnly())
        if not is_own_theme(config):
            config.extra_css.append(PARTS_STYLESHEET)
            config.extra_javascript.append(_as_module(SCRIPT))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Let MkDocs look for no translations of templates that have none."""
        self.no_locale.hide(config.theme)

    def _is_strict(self, config: MkDocsConfig) -> bool:
        return self.config.strict or (config.strict and self.warnings is None)

    def _is_preview(self, config: MkDocsConfig) -> bool:
        return self.is_served or is_preview(config)

    def _judge(self, problems: Sequence[Problem], *, strict: bool) -> None:
        judged = as_errors(problems) if strict else list(problems)
        if has_errors(judged):
            raise InvalidContentError(judged, self.root)
        if self.warnings is not None:
            self.warnings.extend(judged)
            return
        for problem in judged:
            log.warning("%s", show(problem, lines_under(self.root)))

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Take out what is only a source, and put in the pages and files that are made."""
        self.no_locale.show(config.theme)
        drop_sources(files, config, self.loaded.pages)
        self._judge(
            [*judge_hidden(files, config, self.root, let_in(self.config.publish))], strict=self._is_strict(config)
        )
        has_text = any(file.dest_uri == HOME_FILE for file in files.documentation_pages())
        is_preview = self._is_preview(config)
        site = site_of(config, self.config, self.language, self._cache(), is_preview=is_preview)
        site = replace(site, home_has_text=has_text)
        # A picture of the project's own theme goes over the one that we would draw.
        pictures = sorted(file.src_uri for file in files if file.src_uri.startswith(PICTURES))
        self.made_by = f"{makers(template_dirs(config))}\n{pictures}"
        output = render(self.loaded, site, template_dirs(config), self.texts)
        link = edit_link(config, self.root)
        in_menus = {HOME, *filled_indexes(self.loaded.library)} if config.nav is None else set()
        lacking: dict[str, str] = {}
        drawn: list[tuple[str, bytes]] = []
        self.output, self.site, self.taken = output, site, frozenset(file.src_uri for file in files)
        for made in map(output.printer.make, self._divide(output, files, config)):
            self.entries.extend(made.entries)
            if made.preview and made.preview.lacks:
                lacking[made.address] = made.preview.lacks
            if made.preview and made.preview.picture:
                drawn.append((made.preview.picture.file, draw_picture(made.preview.picture, site.cache)))
            if made.address == HOME and has_text:
                self.home = made
            else:
                page = add_page(made, files, config, in_menu=made.address in in_menus)
                if link is not None and made.edit is not None:
                    page.edit_url = link(made.edit)
        made_files = dict(chain(output.files, drawn))
        self._judge([*find_taken(made_files, files, config, self.loaded)], strict=True)
        add_files(made_files, files, config)
        self.lacking = lacking
        return files

    def _divide(self, output: Output, files: Files, config: MkDocsConfig) -> Sequence[Sheet]:
        """Set aside the pages that are printed beside MkDocs, and give the others."""
        against = reason_against(config)
        if against:
            self.progress.remark(f"All pages go through MkDocs: {against}.")
            return output.sheets
        through, beside = divide(output.sheets, files, config)
        self.apart = tuple(sheet.address for sheet in beside)
        self.round.sheets = list(filter(self.wanted, beside)) if self.wanted else beside
        if self.round.sheets:
            self.round.begin(output.printer.watch)
        return through

    def _cache(self) -> Cache:
        return cache_of(self.root) if self.config.cache else NO_CACHE

    @event_priority(100)  # first, so that a plugin that knows better dates has the last word
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Give every page the content's own date instead of today's."""
        self.nav = nav
        self.day = day_of(self.loaded.library)
        pages = files.documentation_pages()
        self.pages_made = len(pages) + len(self.round.sheets)
        if not self.round.sheets and not self.wanted:  # else most pages are made beside MkDocs, and counted there
            self.progress.expect(len(pages))
        for file in pages:
            assert file.page is not None  # MkDocs has just made the navigation, and with it every page
            file.page.update_date = self.day.isoformat()
        return nav

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Let no page of the content say in what stands above its text what only a template may."""
        if not self.config.trusted_pages and not isinstance(page, SaysoPage):
            tame(page, own_theme=is_own_theme(config))

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the home page's own body behind what the project wrote in index.md."""
        html = align(html) if is_own_theme(config) else html
        home = self.home
        if home is None or page.file.dest_uri != HOME_FILE:
            return html
        page.sayso = home  # type: ignore[attr-defined]  # what the theme's frame looks at
        page.meta.setdefault("description", escape(home.description))
        page.toc = TableOfContents([*page.toc, *headings(home.html)])
        page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors(home.html)
        return f"{html}\n{home.html}"

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        """Give our own theme's frame its site-wide values."""
        if is_own_theme(config):
            entries = menu(indexes_of(self.loaded.library, files), self.nav)
            corrections = corrections_url(use_directory_urls=config.use_directory_urls)
            contract = contract_url(use_directory_urls=config.use_directory_urls)
            # What `sayso serve` adds to a page is a file of the site, and keeps the policy.
            search = self._search(config)
            searches = search is not None and bool(search.kinds)
            policy = "" if is_preview(config) and not self.is_served else policy_of(searches=searches)
            self.env = env
            env.globals["kept"] = Kept()
            self.frame = env.globals["frame"] = Frame(
                self.texts,
                self.language,
                direction_of(self.language) or "ltr",
                entries,
                STYLESHEET,
                SCRIPT,
                policy,
                corrections,
                contract,
                search,
                open_tongue(self.language).with_country,
            )
        return env

    def _search(self, config: MkDocsConfig) -> Search | None:
        """Give the frame its way to search, where the site is to have one."""
        if not self.config.search:
            return None
        library, urls = self.loaded.library, config.use_directory_urls
        return search_of(library, self.texts, use_directory_urls=urls, is_preview=self._is_preview(config))

    def _finish(self, *, config: MkDocsConfig) -> None:
        """Print the pages that MkDocs does not know, and write the index for the search."""
        if self.round.sheets or self.wanted:
            self._print_beside(config)
        self.remarks = remarks_on(self.lacking)
        for remark in self.remarks:
            log.info("%s", remark)
        # Pages have entries only where a search is wanted.
        if self.entries and not self.wanted:
            self._write_index(config)

    @event_priority(-100)  # last, when everybody has put into the site what is theirs
    def _check_links(self, *, config: MkDocsConfig) -> None:
        """Look for dead links where MkDocs was run by itself; `sayso build` does that before the old site goes."""
        if self.warnings is None and not self._is_preview(config):
            found = warn_of_dead_links(config, self.root, self.taken, self.entries)
            self._judge(found, strict=self._is_strict(config))

    on_post_build = CombinedEvent(_finish, _check_links)

    def _write_index(self, config: MkDocsConfig) -> None:
        """Write the index for the search; what of it stands in the last build's site already is left out."""
        from generator.search import write_index  # noqa: PLC0415 - a check and a preview need none of it

        folder, cache = Path(config.site_dir), self._cache()
        with self.progress.stage("Indexing the search"):
            self.round.index, problems = write_index(self.entries, folder, self.language, cache, self.round.last_index)
        self._judge(problems, strict=self._is_strict(config))

    def _print_beside(self, config: MkDocsConfig) -> None:
        output = self.output
        basis = basis_of(config, self.site, self.frame, output.printer, self.made_by)
        setter = FrameSetter(
            output.printer, config, self.nav, self.env.get_template(FRAME), self.site.cache, self.taken
        )
        self.round.print(setter, basis, self.progress)
        self.entries.extend(self.round.entries())
        self.lacking |= self.round.lacking

    def on_page_context(
        self,
        context: TemplateContext,
        /,
        *,
        page: Page,  # noqa: ARG002 - MkDocs' signature
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Tell themes the content's date where they would print the clock's."""
        context["build_date_utc"] = as_moment(self.day)
        self.progress.advance()
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        /,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> TemplateContext:
        """Tell templates of single pages the same, and the sitemap of the pages that MkDocs does not know."""
        context["build_date_utc"] = as_moment(self.day)
        if template_name == SITEMAP:
            context["pages"] = with_all(context["pages"], self.output.sheets, config)
        return context

    # Not when MkDocs shuts down: a plugin that asks for that is kept from one build to the next.
    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs' signature
        """Leave no process behind."""
        self.round.helpers.close()

    def on_serve(self, server: "LiveReloadServer", /, *, config: MkDocsConfig, builder: Any) -> "LiveReloadServer":  # noqa: ARG002
        """Watch the templates, private texts and the interface's words; MkDocs itself watches the content."""
        private = [self.texts_folder] if self.texts_folder else []
        for folder in (*template_dirs(config), *private, Path(generator.__file__).parent / "languages"):
            server.watch(str(folder))
        return server


def _as_module(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.type = "module"
    return script
