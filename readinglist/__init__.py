"""Reading List keeps the papers of daily digests: a file goes in, papers come out, each of them once.

Rooms
    model       the nouns: frozen dataclasses        messages    what window and helpers say to each other
    paths settings log system                        folders, resources, choices, the log, what Qt needs
    text/       fold (one form for words, titles, tags), readable TeX, identifiers, addresses, names
    query/      the search line as a tree; `match` holds it against one paper in plain Python
    files       the one door for files from outside  digests/    bytes → Digest; a reader a format
    library/    SQLite: schema, papers, identity, marks, saved searches, steps (undo); the tree in SQL
    search/     Whoosh's index, its postings as arrays: a cache that a query meets in a few vector operations
    desk/       what needs library and index: import, find (words and marks as arrays), count, complete, hint
    worker job  the two helper processes              spawn       starts them by name
    watching    folders looked through for new files, in the worker
    cli/        the commands                          gui/        the window; the only room that says Qt

Who may import whom: only what stands left of it (tests/test_architecture.py holds it)
    model · messages · paths · settings · log · spawn · watching ← text ← query
        ← { digests · library · search · files } ← desk ← { worker · job · cli };
    system ← cli;   { query · text · library } ← gui;   all ← __main__

Three processes
    the window paints, reads rows by id, and hands edits to its writer thread; nothing on Qt's thread takes a
    lock, parses or searches
    the worker answers lists, counts and searches; it only reads
    the job imports, indexes and copies; each of its commits is whole, so to cancel it is to kill it

The way of a dropped file
    drop → window → job: digests.read → library.imports.add (planned outside the lock, one short transaction)
    → triggers queue the papers whose words changed → the index takes them in → worker and window see it

SQLite is the truth, Whoosh a cache: delete the index and it comes back. What a digest said is kept; papers are
merged from it; marks are apart and no import touches them. Undo lives in the library and is shared by window
and commands.
"""

__version__ = "0.1.0"
