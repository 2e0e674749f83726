"""The form editor: a page of its own in the site, made from the models, that saves through GitHub."""

from generator.admin.config import Target, find_target, hosts, make_config, make_ids
from generator.admin.page import make_page, own_files
from generator.admin.script import NAME, VERSION, NoScriptError, fetch_script, read_script

__all__ = [
    "NAME",
    "VERSION",
    "NoScriptError",
    "Target",
    "fetch_script",
    "find_target",
    "hosts",
    "make_config",
    "make_ids",
    "make_page",
    "own_files",
    "read_script",
]
