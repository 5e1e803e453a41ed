"""What needs the library and the index together: importing, finding, and keeping the index true."""

from readinglist.desk.assisting import Assistant
from readinglist.desk.counting import SearchCounter
from readinglist.desk.finding import Finder, Superseded
from readinglist.desk.importing import follow_up, import_drop
from readinglist.desk.indexing import Indexer
from readinglist.desk.limits import seconds_for, time_limit

__all__ = [
    "Assistant",
    "Finder",
    "Indexer",
    "SearchCounter",
    "Superseded",
    "follow_up",
    "import_drop",
    "seconds_for",
    "time_limit",
]
