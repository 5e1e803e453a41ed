"""The tables, as a diary of migrations: what landed is never edited, only followed by the next."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING
from uuid import uuid4

from readinglist.library.connection import APPLICATION_ID

if TYPE_CHECKING:
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database

VERSION = 3
"""The newest schema: `user_version` in the file, one up with each migration."""

ENDS = 16
"""Characters of a title key by whose beginning or ending near-equal titles find each other."""

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # One row: how often the library was written, and how far the queue of the index ever got and was emptied.
    """CREATE TABLE counter (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        seq INTEGER NOT NULL DEFAULT 0,
        queued INTEGER NOT NULL DEFAULT 0,
        queue_floor INTEGER NOT NULL DEFAULT 0
    )""",
    "INSERT INTO counter (id) VALUES (1)",
    """CREATE TABLE paper (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        abstract TEXT NOT NULL DEFAULT '',
        authors TEXT NOT NULL DEFAULT '[]',
        links TEXT NOT NULL DEFAULT '{}',
        published TEXT,
        title_key TEXT NOT NULL,
        hash BLOB NOT NULL,
        added TEXT NOT NULL,
        hidden INTEGER NOT NULL DEFAULT 0,
        first_step INTEGER NOT NULL,
        first_digest INTEGER NOT NULL,
        first_position INTEGER NOT NULL
    )""",
    "CREATE INDEX paper_by_title ON paper (title_key)",
    "CREATE INDEX paper_by_time ON paper (first_step DESC, first_digest, first_position, id)",
    """CREATE TABLE identifier (
        kind TEXT NOT NULL, value TEXT NOT NULL, paper INTEGER NOT NULL REFERENCES paper (id),
        PRIMARY KEY (kind, value, paper)
    ) WITHOUT ROWID""",
    "CREATE INDEX identifier_by_paper ON identifier (paper)",
    """CREATE TABLE digest (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        format TEXT NOT NULL,
        dated_as TEXT,
        dated TEXT,
        imported TEXT NOT NULL,
        step INTEGER NOT NULL,
        repeated INTEGER NOT NULL,
        reported INTEGER NOT NULL,
        sample INTEGER NOT NULL DEFAULT 0,
        withdrawn INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE TABLE source (digest INTEGER PRIMARY KEY REFERENCES digest (id), bytes BLOB NOT NULL)",
    """CREATE TABLE entry (
        digest INTEGER NOT NULL REFERENCES digest (id),
        position INTEGER NOT NULL,
        first_line INTEGER NOT NULL,
        last_line INTEGER NOT NULL,
        paper INTEGER NOT NULL REFERENCES paper (id),
        said TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('new', 'known', 'repeated')),
        PRIMARY KEY (digest, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX entry_by_paper ON entry (paper)",
    """CREATE TABLE problem (
        digest INTEGER NOT NULL REFERENCES digest (id), line INTEGER, what TEXT NOT NULL, text TEXT NOT NULL
    )""",
    "CREATE INDEX problem_by_digest ON problem (digest)",
    """CREATE TABLE marks (
        paper INTEGER PRIMARY KEY REFERENCES paper (id),
        state TEXT NOT NULL DEFAULT 'inbox'
            CHECK (state IN ('inbox', 'later', 'reading', 'done', 'dismissed', 'trash')),
        starred INTEGER NOT NULL DEFAULT 0,
        opened TEXT,
        moved TEXT,
        rev INTEGER NOT NULL DEFAULT 0,
        seq INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX marks_by_state ON marks (state)",
    "CREATE INDEX marks_by_seq ON marks (seq)",
    """CREATE TABLE tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        hue INTEGER NOT NULL,
        pin INTEGER,
        used TEXT NOT NULL
    )""",
    """CREATE TABLE tagged (
        paper INTEGER NOT NULL REFERENCES paper (id), tag INTEGER NOT NULL REFERENCES tag (id), at TEXT NOT NULL,
        PRIMARY KEY (paper, tag)
    )""",
    "CREATE INDEX tagged_by_tag ON tagged (tag)",
    """CREATE TABLE note (
        paper INTEGER PRIMARY KEY REFERENCES paper (id),
        text TEXT NOT NULL,
        rev INTEGER NOT NULL,
        hash BLOB NOT NULL,
        at TEXT NOT NULL
    )""",
    # undone: 0 it stands; above, the library's seq when it was taken back; -1, and can't come back any more.
    """CREATE TABLE step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        origin TEXT NOT NULL,
        label TEXT NOT NULL,
        imports INTEGER NOT NULL DEFAULT 0,
        undone INTEGER NOT NULL DEFAULT 0
    )""",
    # One value an act changed: of a paper (state, starred, note, tag) or of a digest (name, withdrawn).
    """CREATE TABLE change (
        step INTEGER NOT NULL REFERENCES step (id),
        field TEXT NOT NULL,
        paper INTEGER,
        digest INTEGER,
        tag INTEGER,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    )""",
    "CREATE INDEX change_by_step ON change (step, field)",
    "CREATE TABLE index_queue (paper INTEGER PRIMARY KEY, seq INTEGER NOT NULL)",
    "CREATE INDEX index_queue_by_seq ON index_queue (seq)",
)

_IDENTITY = (
    # With rowids: in a table without, each row of an abstract's length took an overflow page of its own.
    """CREATE TABLE told (
        digest INTEGER NOT NULL REFERENCES digest (id),
        position INTEGER NOT NULL,
        first_line INTEGER NOT NULL,
        last_line INTEGER NOT NULL,
        paper INTEGER NOT NULL REFERENCES paper (id),
        said TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('new', 'known', 'repeated')),
        key TEXT NOT NULL DEFAULT '',
        cut INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (digest, position)
    )""",
    "INSERT INTO told SELECT digest, position, first_line, last_line, paper, said, kind, '', 0 FROM entry",
    "DROP TABLE entry",
    "ALTER TABLE told RENAME TO entry",
    "CREATE INDEX entry_by_paper ON entry (paper)",
    "CREATE INDEX entry_by_key ON entry (key)",
    "CREATE INDEX entry_cut ON entry (paper, key) WHERE cut",
    "ALTER TABLE paper ADD COLUMN seed_digest INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE paper ADD COLUMN seed_position INTEGER NOT NULL DEFAULT 0",
    "UPDATE paper SET seed_digest = first_digest, seed_position = first_position",
    "ALTER TABLE paper ADD COLUMN merged_into INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX paper_merged ON paper (merged_into) WHERE merged_into > 0",
    "ALTER TABLE paper ADD COLUMN venue TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE paper ADD COLUMN comment TEXT NOT NULL DEFAULT ''",
    # Pairs that look like one paper. same: nobody said (NULL), their owner calls them one (1), or different (0).
    """CREATE TABLE likeness (
        one INTEGER NOT NULL REFERENCES paper (id), other INTEGER NOT NULL REFERENCES paper (id),
        same INTEGER, PRIMARY KEY (one, other), CHECK (one < other)
    ) WITHOUT ROWID""",
    "CREATE INDEX likeness_by_other ON likeness (other)",
    "ALTER TABLE change ADD COLUMN other INTEGER",
    f"CREATE INDEX paper_by_beginning ON paper (substr(title_key, 1, {ENDS}))",
    f"CREATE INDEX paper_by_ending ON paper (substr(title_key, -{ENDS}))",
)
_SAID = "SELECT digest, position, said FROM entry"

_SEARCHES = (
    # key: what two spellings of one name share. A change row tells of a search whole, as `searches` writes it.
    """CREATE TABLE search (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        line TEXT NOT NULL,
        position INTEGER NOT NULL
    )""",
    "ALTER TABLE change ADD COLUMN search INTEGER",
    # What a search asks of all papers is read from indexes alone: the rows hold abstracts.
    "CREATE INDEX paper_hidden ON paper (id) WHERE hidden",
    "CREATE INDEX paper_by_added ON paper (added)",
    "DROP INDEX entry_by_paper",
    "CREATE INDEX entry_by_paper ON entry (paper, digest, kind)",
)

_QUEUE = """BEGIN
    UPDATE counter SET queued = queued + 1;
    INSERT INTO index_queue (paper, seq) SELECT {paper}, queued FROM counter WHERE true
        ON CONFLICT (paper) DO UPDATE SET seq = excluded.seq;
END"""

_TRIGGERS = (
    f"CREATE TRIGGER paper_added AFTER INSERT ON paper {_QUEUE.format(paper='new.id')}",
    f"""CREATE TRIGGER paper_changed AFTER UPDATE OF title, abstract, authors, hidden ON paper
        WHEN old.title IS NOT new.title OR old.abstract IS NOT new.abstract
            OR old.authors IS NOT new.authors OR old.hidden IS NOT new.hidden
        {_QUEUE.format(paper="new.id")}""",
    f"CREATE TRIGGER paper_gone AFTER DELETE ON paper {_QUEUE.format(paper='old.id')}",
    f"CREATE TRIGGER note_added AFTER INSERT ON note {_QUEUE.format(paper='new.paper')}",
    f"""CREATE TRIGGER note_changed AFTER UPDATE OF text ON note WHEN old.text IS NOT new.text
        {_QUEUE.format(paper="new.paper")}""",
    f"CREATE TRIGGER note_gone AFTER DELETE ON note {_QUEUE.format(paper='old.paper')}",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open transaction's library to VERSION; the caller holds the writer lock, and commits."""
    from sqlite_utils import Database

    _migrations().apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations("readinglist")

    @migrations()
    def m001_initial(db: Database) -> None:
        """Papers told by digests, the user's marks, steps, and the queue of the index."""
        for statement in (*_TABLES, *_TRIGGERS):
            db.execute(statement)
        db.execute(
            "INSERT INTO meta VALUES ('uuid', ?), ('token', ?), ('min_reader', '1'), ('min_writer', '1')",
            (uuid4().hex, uuid4().hex),
        )

    @migrations()
    def m002_identity(db: Database) -> None:
        """Entries are found by title key, papers know where they began and what they went into; venue and
        comment; which papers their owner called one, or different."""
        from readinglist.library.identity import record

        for statement in _IDENTITY:
            db.execute(statement)
        told = [(digest, at, record(json.loads(said))) for digest, at, said in db.execute(_SAID).fetchall()]
        db.conn.executemany(
            "UPDATE entry SET key = ?, cut = ? WHERE digest = ? AND position = ?",
            [(one.key, one.cut, digest, at) for digest, at, one in told],
        )

    @migrations()
    def m003_searches(db: Database) -> None:
        """Searches are saved; what a search asks of all papers is read from indexes alone."""
        for statement in _SEARCHES:
            db.execute(statement)

    return migrations
