"""One file of records read by itself: what it holds depends on nothing but its bytes, its name and its folder."""

from generator.model import Node
from generator.read.files import decode_yaml
from generator.read.gathering import Gathering
from generator.read.yaml_tree import load_yaml


def gather_records(file: str, article: str | None, data: bytes) -> Gathering:
    """Read a file of records; `article` is the one in whose folder it lies."""
    gathering = Gathering()
    # What `sayso new article` drafts are comments, until somebody has made the first claim of them.
    node = _load(file, data, gathering, may_wait=article is not None)
    if node is not None:
        gathering.add_file(node, file, article)
    return gathering


def gather_article(file: str, article: str, misnamed: bool, data: bytes) -> Gathering:  # noqa: FBT001 - filled in ahead
    """Read an article.yml; the article's id is the name of its folder, told already where it is misnamed."""
    gathering = Gathering()
    node = _load(file, data, gathering)
    if node is None:
        gathering.rejected[article] = "article"
    else:
        gathering.add_article(node, file, article, misnamed=misnamed)
    return gathering


def _load(file: str, data: bytes, gathering: Gathering, *, may_wait: bool = False) -> Node | None:
    """Load a YAML file and note its problems and, where it is lost, its ids; some may wait, with drafts alone."""
    decoded = decode_yaml(file, data)
    if decoded.text is None:
        gathering.problems += [decoded.problem] if decoded.problem else []
        gathering.reject_text(decoded.rest)
        return None
    loaded = load_yaml(file, decoded.text)
    if may_wait and _has_only_comments(decoded.text):
        return None
    gathering.problems += loaded.problems
    if loaded.lost:
        gathering.reject_text(decoded.text)
    gathering.reject_doubles(loaded.doubles)
    gathering.emptied |= any(problem.code == "empty-file" for problem in loaded.problems)
    return loaded.node


def _has_only_comments(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and all(line.lstrip().startswith("#") for line in lines)
