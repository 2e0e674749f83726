"""What is set for a project, in our own words: how its content is read, and what its site is like."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.cache import Cache
from generator.pages import Site
from generator.plugin.edits import content_folder, edit_base, issues_url
from generator.plugin.files import is_own_theme
from generator.plugin.settings import SaysoConfig
from generator.read import Options, let_in


def root_of(config: MkDocsConfig) -> Path:
    """Give the project's folder."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def options_of(config: MkDocsConfig, own: SaysoConfig, language: str, *, texts: Path | None, site: Path) -> Options:
    """Say how content is read and judged; `own` are the plugin's settings, `texts` and `site` the folders in force."""
    return Options(
        language=language,
        texts=texts,
        site=site,
        reviews_required=own.reviews == "required",
        trusted_pages=own.trusted_pages,
        publish=let_in(own.publish),
        use_directory_urls=config.use_directory_urls,
    )


def site_of(config: MkDocsConfig, own: SaysoConfig, language: str, cache: Cache, *, is_preview: bool) -> Site:
    """Say what the site is like that is made; whether the project has words for its home page is told later."""
    root, ours = root_of(config), is_own_theme(config)
    return Site(
        config.site_name,
        language,
        config.use_directory_urls,
        edit_base(config, root),
        url=f"{config.site_url.rstrip('/')}/" if config.site_url else None,
        maps=own.maps,
        boundaries=own.boundaries,
        # Other themes name no picture, and of a preview nobody sees one.
        pictures=own.pictures if ours and not is_preview else "none",
        embeds=ours,
        search=own.search and ours and not is_preview,
        cache=cache,
        issues=issues_url(config, root),
        content=content_folder(config, root),
    )
