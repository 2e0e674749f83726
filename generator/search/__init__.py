"""The search: an index of all entries, in files of the site that a reader's browser asks for piece by piece."""

from generator.search.index import FOLDER, Sums, make_index, write_index

__all__ = ["FOLDER", "Sums", "make_index", "write_index"]
