"""The word index: Whoosh, and nowhere else. A cache of the library that may be deleted at any time."""

from readinglist.search.index import WordIndex
from readinglist.search.storage import IndexDamagedError, IndexState

__all__ = ["IndexDamagedError", "IndexState", "WordIndex"]
