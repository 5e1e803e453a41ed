"""What needs the library and the index together: importing, finding, and keeping the index true."""

from readinglist.desk.finding import Finder, Superseded
from readinglist.desk.importing import follow_up, import_drop
from readinglist.desk.indexing import Indexer
from readinglist.desk.limits import seconds_for, time_limit

__all__ = ["Finder", "Indexer", "Superseded", "follow_up", "import_drop", "seconds_for", "time_limit"]
