"""The engines Reading List is set beside, each fed with the same papers and asked the same questions.

Every one tells the 50 best papers and the exact number of all; stock Whoosh the 50 best alone. SQLite and tantivy
look for words as they are written: plurals and one fold for every spelling are Reading List's own work, and
measured with it. A word in a title counts twice everywhere.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import query as whoosh

from readinglist import query
from readinglist.query.ast import And, Word
from readinglist.search.analysis import FIELDS
from readinglist.search.index import Words
from tests.bench.engines import BEST, COMMIT, in_inbox, kept
from tests.bench.questions import KINDS, TAG, Question
from tests.search.stock import compiled, stock_index

NO_TANTIVY = "tantivy is not installed here (extra `bench`): its rows are left out."
_TELLING = 24
"""Words by which papers like another are looked for, as Reading List does …"""
_COMMON = 10
"""… none of them in more than every tenth paper."""


class Fts5:
    """SQLite's own full-text search, marks in a table beside it."""

    kinds: Collection[str] = tuple(kind for kind in KINDS if kind != "fuzzy")

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db", isolation_level=None)
        self._run = self._connection.execute
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
            "PRAGMA mmap_size = 4000000000",
            "CREATE VIRTUAL TABLE papers USING fts5(title, abstract, author, note)",
            "INSERT INTO papers (papers, rank) VALUES ('rank', 'bm25(2.0, 1.0, 1.0, 1.0)')",
            "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(papers, 'row')",
            "CREATE TABLE mark (paper INTEGER PRIMARY KEY, kept, inbox)",
        ):
            self._run(statement)
        self._count = 0

    def fill(self, papers: Iterable[Words]) -> None:
        """One transaction for ten thousand."""
        rest = iter(papers)
        while part := list(islice(rest, COMMIT)):
            self._insert(part)
            self._count += len(part)

    def rest(self) -> None:
        """Join everything into one tree; marks."""
        marks = ((paper, kept(paper), in_inbox(paper)) for paper in range(1, self._count + 1))
        self._run("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR REPLACE INTO mark VALUES (?, ?, ?)", marks)
        self._run("COMMIT")
        self._run("INSERT INTO papers (papers) VALUES ('optimize')")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def ask(self, question: Question) -> int:
        """The best by rank, and a count."""
        source, wanted = "FROM papers WHERE papers MATCH ?", (self._match(question),)
        if question.kind == "mark-word":
            source = "FROM papers JOIN mark ON paper = papers.rowid WHERE kept AND inbox AND papers MATCH ?"
        self._run(f"SELECT papers.rowid {source} ORDER BY rank LIMIT {BEST}", wanted).fetchall()
        return int(self._run(f"SELECT count(*) {source}", wanted).fetchone()[0])

    def close(self) -> None:
        """The database."""
        self._connection.close()

    def put(self, papers: Sequence[Words], *, durable: bool) -> None:
        """One transaction."""
        self._run(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        self._insert(papers)

    def _insert(self, papers: Sequence[Words]) -> None:
        self._run("BEGIN IMMEDIATE")
        self._connection.executemany(
            "INSERT OR REPLACE INTO papers (rowid, title, abstract, author, note) VALUES (?, ?, ?, ?, ?)", papers
        )
        self._run("COMMIT")

    def _match(self, question: Question) -> str:
        quoted = [f'"{word}"' for word in question.words]
        match question.kind:
            case "or5":
                return " OR ".join(quoted)
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case "similar":
                return "{title abstract} : (" + " OR ".join(self._telling(question.told)) + ")"
        return " AND ".join(quoted) + ("*" if question.typing else "")

    def _telling(self, told: str) -> list[str]:
        times = Counter(told.split())
        marks = ", ".join("?" * len(times))
        found = self._run(
            f"SELECT term, doc FROM vocabulary WHERE term IN ({marks}) AND doc > 1 AND doc <= ?",
            (*times, self._count // _COMMON),
        )
        weighed = sorted(found, key=lambda row: times[row[0]] * math.log(self._count / row[1]), reverse=True)
        return [f'"{word}"' for word, _ in weighed[:_TELLING]]


class Tantivy:
    """The Rust engine, through its own Python package; one thread, marks as fields."""

    kinds: Collection[str] = KINDS

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._query, self._folder = tantivy.Query, folder / "tantivy"
        self._folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("paper", stored=True, fast=True)
        for name in FIELDS:
            builder.add_text_field(name)
        builder.add_text_field("mark", index_option="basic")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(self._folder))

    def fill(self, papers: Iterable[Words]) -> None:
        """One commit."""
        writer = self._index.writer(100_000_000, 1)
        for paper, *texts in papers:
            marks = TAG * kept(paper) + " " + "inbox" * in_inbox(paper)
            told = dict(zip(FIELDS, texts, strict=True))
            writer.add_document(self._tantivy.Document(paper=paper, mark=marks, **told))
        writer.commit()
        writer.wait_merging_threads()
        self.rest()

    def rest(self) -> None:
        """What was merged counts."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> int:
        """The best, and a count."""
        return int(self._searcher.search(self._compiled(question), BEST, count=True).count)

    def close(self) -> None:
        """It lets go by itself."""

    def _compiled(self, question: Question) -> Any:
        asked = self._query
        whole = [self._anywhere(asked.term_query, word) for word in question.words]
        match question.kind:
            case "typing" | "typing-second":  # whole words first, as in Reading List
                begun = self._anywhere(asked.fuzzy_term_query, question.words[-1], distance=0, prefix=True)
                return self._all([*whole[:-1], self._any([whole[-1], begun])])
            case "or5":
                return self._any(whole)
            case "phrase":
                return self._anywhere(asked.phrase_query, list(question.words))
            case "fuzzy":
                return self._anywhere(asked.fuzzy_term_query, question.words[0])
            case "mark-word":
                marks = [asked.term_query(self._schema, "mark", mark) for mark in (TAG, "inbox")]
                return self._all([*whole, *(asked.const_score_query(mark, 0.0) for mark in marks)])
            case "similar":
                return asked.more_like_this_document_fields_query(
                    self._schema,
                    {"abstract": [question.told]},
                    min_doc_frequency=2,
                    max_doc_frequency=self._searcher.num_docs // _COMMON,
                    min_term_frequency=1,
                    max_query_terms=_TELLING,
                )
        return self._all(whole)

    def _anywhere(self, make: Any, wanted: Any, **how: Any) -> Any:
        made = [make(self._schema, name, wanted, **how) for name in FIELDS]
        return self._any([self._query.boost_query(made[0], 2.0), *made[1:]])

    def _any(self, queries: list[Any]) -> Any:
        return self._query.boolean_query([(self._tantivy.Occur.Should, each) for each in queries])

    def _all(self, queries: list[Any]) -> Any:
        return self._query.boolean_query([(self._tantivy.Occur.Must, each) for each in queries])


class Whoosh:
    """Stock Whoosh, in memory, with Reading List's own words and plurals; marks it has none."""

    kinds: Collection[str] = tuple(kind for kind in KINDS if kind != "mark-word")

    def __init__(self, _folder: Path) -> None:
        self._searcher: Any = None

    def fill(self, papers: Iterable[Words]) -> None:
        """One commit."""
        self._searcher = stock_index({paper: tuple(texts) for paper, *texts in papers}).searcher()

    def rest(self) -> None:
        """It is one segment."""

    def ask(self, question: Question) -> int:
        """The best alone."""
        if question.kind == "similar":
            found = self._searcher.more_like(
                question.paper - 1, "abstract", text=question.told, top=BEST, numterms=_TELLING
            )
        else:
            found = self._searcher.search(_for_whoosh(question), limit=BEST)
        return int(found.scored_length())

    def close(self) -> None:
        """The memory."""
        if self._searcher is not None:
            self._searcher.close()


def _for_whoosh(question: Question) -> Any:
    match question.kind:
        case "typing":
            return compiled(Word(question.words[0], None, "prefix"))
        case "typing-second":
            return compiled(And((Word(question.words[0]), Word(question.words[1], None, "prefix"))))
        case "fuzzy":
            return whoosh.Or([whoosh.FuzzyTerm(name, question.words[0]) for name in FIELDS])
    return compiled(query.parse(question.line).root)


def has_tantivy() -> bool:
    """Whether its package is here; not every Python has one."""
    return find_spec("tantivy") is not None
