from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readinglist.query import parse, quoted
from readinglist.query.ast import (
    Added,
    And,
    AtPosition,
    Dated,
    Everything,
    Identified,
    InDigest,
    Is,
    Moved,
    Node,
    Not,
    Or,
    Phrase,
    Seen,
    Sighted,
    Similar,
    Sort,
    Tagged,
    Word,
)

A, B, C = Word("aa"), Word("bb"), Word("cc")


@pytest.mark.parametrize(
    ("line", "root"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("aa", A),
        ("aa bb", And((A, B))),
        ("aa AND bb", And((A, B))),
        ("aa and bb", And((A, Word("and"), B))),
        ("aa or bb", And((A, Word("or"), B))),
        ("aa OR bb", Or((A, B))),
        ("aa bb OR cc", And((A, Or((B, C))))),
        ("aa OR bb cc", And((Or((A, B)), C))),
        ("aa OR bb OR cc", Or((A, B, C))),
        ("(aa bb) OR cc", Or((And((A, B)), C))),
        ("((aa))", A),
        ("(aa bb) cc", And((A, B, C))),
        ("-aa", Not(A)),
        ("NOT aa", Not(A)),
        ("not aa", And((Word("not"), A))),
        ("NOT NOT aa", A),
        ("NOT -aa", A),
        ("-aa OR bb", Or((Not(A), B))),
        ("aa OR NOT bb", Or((A, Not(B)))),
        ("-(aa bb)", Not(And((A, B)))),
        ('-"aa bb"', Not(Phrase(("aa", "bb")))),
        ("aa(bb)cc", And((A, B, C))),
    ],
)
def test_or_binds_closer_than_the_blank(line: str, root: Node) -> None:
    assert parse(line).root == root
    assert not parse(line).slips


@pytest.mark.parametrize(
    ("line", "root"),
    [
        ("k-means", Phrase(("k", "means"))),
        ("Li-ion", Phrase(("li", "ion"))),
        ("snake_case", Phrase(("snake", "case"))),
        ("and/or", Phrase(("and", "or"))),
        ("don't", Phrase(("don", "t"))),
        ("x", Word("x")),
        ("φ", Word("phi")),
        ("\\phi", Word("phi")),
        ("量", Word("量")),
        ("量子", Phrase(("量", "子"))),
        ('"aa"', Word("aa", form="exact")),
        ('"aa bb"', Phrase(("aa", "bb"))),
        ('"k-means"', Phrase(("k", "means"))),
        ('aa"bb cc"', And((A, Phrase(("bb", "cc"))))),
        ("diffus*", Word("diffus", form="prefix")),
        ("k-mean*", Phrase(("k", "mean"), typed=True)),
        ("aa, bb; cc.", And((A, B, C))),
        ("SE(3)-aa", And((Word("se"), Word("3"), A))),
        ("aa - bb", And((A, B))),
        ("aa–bb", Phrase(("aa", "bb"))),
        ("AA: bb", And((A, B))),
        ("aaa~", Word("aaa", form="near")),
        ("aaa~1", Word("aaa", form="near")),
        ("2401~", Word("2401", form="near")),
        ('Schr\\"oder~', Word("schroder", form="near")),
        ("title:aaa~", Word("aaa", "title", "near")),
        ("-aaa~", Not(Word("aaa", form="near"))),
        ("aa~bb", Phrase(("aa", "bb"))),
        ('"aa bb"~3', Phrase(("aa", "bb"), slop=3)),
        ('"aa bb"~100', Phrase(("aa", "bb"), slop=100)),
        ('"aa bb"~1', Phrase(("aa", "bb"))),
        ('title:"aa bb"~3', Phrase(("aa", "bb"), "title", slop=3)),
        ("highlight:aa", Word("aa", "highlight")),
        ("highlight:(aa OR bb)", Or((Word("aa", "highlight"), Word("bb", "highlight")))),
        ("3:1", Phrase(("3", "1"))),
        ("title:aa", Word("aa", "title")),
        ("TITLE:aa", Word("aa", "title")),
        ('title:"aa bb"', Phrase(("aa", "bb"), "title")),
        ('abstract:"aa"', Word("aa", "abstract", "exact")),
        ("author:o'brien", Phrase(("o", "brien"), "author")),
        ("note:aa*", Word("aa", "note", "prefix")),
        ("title:aa:bb", Phrase(("aa", "bb"), "title")),
        ("title:(aa OR bb) cc", And((Or((Word("aa", "title"), Word("bb", "title"))), C))),
        ("-title:(aa note:bb)", Not(And((Word("aa", "title"), Word("bb", "note"))))),
    ],
)
def test_what_a_word_is(line: str, root: Node) -> None:
    assert parse(line).root == root
    assert not parse(line).slips


@pytest.mark.parametrize(
    ("line", "root"),
    [
        ("tag:x", Tagged("x")),
        ("tag:C++", Tagged("C++")),
        ('tag:"x y"', Tagged("x y")),
        ("tag:a/b", Tagged("a/b")),
        ("tag:*", Tagged(None)),
        ("-tag:*", Not(Tagged(None))),
        ('tag:"*"', Tagged("*")),
        ("is:starred", Is("starred")),
        ("is:DISMISSED", Is("dismissed")),
        ('is:"any"', Is("any")),
        ('digest:"3 Sep"', Sighted((InDigest(words=("3", "sep")),))),
        ("digest:daily", Sighted((InDigest(words=("daily",)),))),
        ("digest:#2", Sighted((InDigest(2),))),
        ("digest:Latest", Sighted((InDigest(latest=True),))),
        ('digest:"latest"', Sighted((InDigest(words=("latest",)),))),
        ("digest:latest position:1", Sighted((InDigest(latest=True), AtPosition("=", 1)))),
        ("position:<=10", Sighted((AtPosition("<=", 10),))),
        ("position:≥3", Sighted((AtPosition(">=", 3),))),
        ("digest:#2 position:1", Sighted((InDigest(2), AtPosition("=", 1)))),
        ("digest:#2 aa position:1", And((Sighted((InDigest(2), AtPosition("=", 1))), A))),
        ("digest:#2 (position:1)", And((Sighted((InDigest(2),)), Sighted((AtPosition("=", 1),))))),
        ("(digest:#2 position:1)", Sighted((InDigest(2), AtPosition("=", 1)))),
        ("digest:#2 (aa position:1)", And((Sighted((InDigest(2),)), And((A, Sighted((AtPosition("=", 1),))))))),
        ("digest:#2 -position:1", And((Sighted((InDigest(2),)), Not(Sighted((AtPosition("=", 1),)))))),
        ("seen:>1", Seen(">", 1)),
        ("seen:2", Seen("=", 2)),
        ("added:<7d", Added("<", days=7)),
        ("added:>30D", Added(">", days=30)),
        ("added:2026", Added("=", date="2026")),
        ("added:2026-9", Added("=", date="2026-09")),
        ("added:>=2026-09-03", Added(">=", date="2026-09-03")),
        ("moved:>30d", Moved(">", days=30)),
        ("moved:2026-09", Moved("=", date="2026-09")),
        ("is:highlighted", Is("highlighted")),
        ("similar:17", Similar(17)),
        ("dated:2024-02-29", Dated("=", "2024-02-29")),
        ("dated:<2026", Dated("<", "2026")),
        ("dated:unknown", Dated()),
        ("arxiv:2401.01234v2", Identified("arxiv", "2401.01234")),
        ("arXiv:math.CO/0112567", Identified("arxiv", "math/0112567")),
        ("doi:10.1016/S0370-2693(98)01345-6", Identified("doi", "10.1016/s0370-2693(98)01345-6")),
        ("(doi:10.1000/182)", Identified("doi", "10.1000/182")),
        ("doi:10.48550/arXiv.2401.01234", Identified("arxiv", "2401.01234")),
        ("id:17", Identified("id", "17")),
        ("https://arxiv.org/abs/2401.01234v3", Identified("arxiv", "2401.01234")),
        ("arxiv.org/pdf/2401.01234.", Identified("arxiv", "2401.01234")),
        ("https://doi.org/10.1016/S0370-2693(98)01345-6", Identified("doi", "10.1016/s0370-2693(98)01345-6")),
        ("10.1000/182", Identified("doi", "10.1000/182")),
    ],
)
def test_what_a_field_takes(line: str, root: Node) -> None:
    assert parse(line).root == root
    assert not parse(line).slips


@pytest.mark.parametrize(
    ("line", "sort", "root"),
    [
        ("sort:newest", "newest", Everything()),
        ("aa sort:oldest bb", "oldest", And((A, B))),
        ("sort:Title", "title", Everything()),
        ("aa sort:relevance", "relevance", A),
        ("sort:seen", "seen", Everything()),
        ("aa sort:digest", "digest", A),
    ],
)
def test_the_order_is_no_condition(line: str, sort: Sort, root: Node) -> None:
    assert (parse(line).sort, parse(line).root) == (sort, root)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('aa "bb cc', '"bb cc'),
        ("title:", "title:"),
        ("aa title: bb", "title:"),
        ("foo:bar", "foo:bar"),
        ('aa foo:"b c"', 'foo:"b c"'),
        ("(aa", "("),
        ("aa)", ")"),
        ("()", "()"),
        ("aa ( )", "( )"),
        ("+ &", "+ &"),
        ("aa (&)", "&"),
        ('""', '""'),
        ('"…"', '"…"'),
        ("title:&", "title:&"),
        ("OR aa", "OR"),
        ("aa OR", "OR"),
        ("aa OR OR bb", "OR"),
        ("aa AND OR bb", "AND"),
        ("AND aa", "AND"),
        ("aa AND", "AND"),
        ("aa NOT", "NOT"),
        ("*", "*"),
        ("aa*bb", "aa*bb"),
        ("aa~2", "aa~2"),
        ("aa~0", "aa~0"),
        ("k-meens~", "k-meens~"),
        ('"aa bb"~', '"aa bb"~'),
        ('"aa bb"~0', '"aa bb"~0'),
        ('"aa bb"~101', '"aa bb"~101'),
        ('"aa bb"~' + "9" * 500, '"aa bb"~' + "9" * 500),
        ('"aa"~3', '"aa"~3'),
        ('"…"~3', '"…"~3'),
        ('"aa bb"*', '"aa bb"*'),
        ('tag:"aa bb"~3', 'tag:"aa bb"~3'),
        ("title:-aa", "title:-aa"),
        ("is:foo", "is:foo"),
        ("sort:newset", "sort:newset"),
        ("-sort:title", "sort:title"),
        ("aa OR sort:title", "sort:title"),
        ("sort:title sort:newest", "sort:newest"),
        ("digest:#x", "digest:#x"),
        ("highlight:", "highlight:"),
        ("moved:>d", "moved:>d"),
        ("moved:2026-13", "moved:2026-13"),
        ("similar:", "similar:"),
        ("similar:that", "similar:that"),
        ("tag:", "tag:"),
        ('tag:""', 'tag:""'),
        ("tag:(a b)", "tag:"),
        ("added:soon", "added:soon"),
        ("added:2026-13", "added:2026-13"),
        ("dated:2026-02-30", "dated:2026-02-30"),
        ("dated:<7d", "dated:<7d"),
        ("seen:>", "seen:>"),
        ("position:ten", "position:ten"),
        ("position:-1", "position:-1"),
        ("id:" + "9" * 40, "id:" + "9" * 40),
        ("id:٣", "id:٣"),
        ("arxiv:1234", "arxiv:1234"),
        ("doi:none", "doi:none"),
        ("https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", "javascript:alert"),
    ],
)
def test_a_slip_marks_exactly_what_is_wrong(line: str, wrong: str) -> None:
    read = parse(line)
    (slip,) = read.slips
    assert line[slip.start : slip.end] == wrong
    assert slip.message[0].isupper() or slip.message.split(":")[0].isalpha()
    assert slip.message.endswith((".", ":"))
    assert read.root == Everything()


def test_a_slip_names_every_field_there_is() -> None:
    (slip,) = parse("foo:bar").slips
    assert all(f" {field}:" in slip.message for field in ("title", "highlight", "moved", "similar", "sort"))


def test_a_slip_says_how_several_words_are_written_with_a_tilde() -> None:
    (slip,) = parse("k-meens~").slips
    assert "write k meens~" in slip.message


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("C++", "C++ is searched as the word c."),
        ("B^-", "B^- is searched as the word b."),
        ("R&D", "R&D is searched as the words r d."),
        ("quantum & spin", "& has no letter or digit, so it is left out."),
        ('"diffus* x"', "In quotes a star is only a sign."),
    ],
)
def test_what_is_read_otherwise_than_typed_is_said(line: str, note: str) -> None:
    assert parse(line).notes == (note,)
    assert not parse(line).slips


@pytest.mark.parametrize("line", ["k-means", "φ", 'Schr\\"odinger', "don't", "aa, bb", "title:aa", "{\\it aa}"])
def test_ordinary_words_need_no_note(line: str) -> None:
    assert parse(line).notes == ()


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("quant", Word("quant", form="typed")),
        ("title:quant", Word("quant", "title", "typed")),
        ("note:quant", Word("quant", "note", "typed")),
        ("k-mea", Phrase(("k", "mea"), typed=True)),
        ("aa OR quant", Or((A, Word("quant", form="typed")))),
        ("Schrö", Word("schro", form="typed")),
        ("or", Word("or", form="typed")),
        ("quant ", Word("quant")),
        ("-quant", Not(Word("quant"))),
        ("NOT quant", Not(Word("quant"))),
        ("-title:quant", Not(Word("quant", "title"))),
        ('"quant"', Word("quant", form="exact")),
        ('title:"quant"', Word("quant", "title", "exact")),
        ("tag:quant", Tagged("quant")),
        ("digest:quant", Sighted((InDigest(words=("quant",)),))),
        ("quant*", Word("quant", form="prefix")),
        ("(quant)", Word("quant")),
        ("quant,", Word("quant")),
        ("C++", Word("c")),
        ("quant~", Word("quant", form="near")),
        ("k-", Word("k")),
        ("量", Word("量")),
        ("量子", Phrase(("量", "子"))),
    ],
)
def test_only_the_last_bare_word_is_still_being_typed(line: str, last: Node) -> None:
    assert parse(line, typing=True).root == last


def test_words_before_the_last_are_finished() -> None:
    assert parse("aa bb", typing=True).root == And((A, Word("bb", form="typed")))
    assert parse("aa bb").root == And((A, B))


@given(
    st.text(min_size=1, max_size=50).filter(lambda name: any(sign.isalnum() and sign.isascii() for sign in name))
)
def test_a_quoted_name_is_read_as_that_name(name: str) -> None:
    assert parse(f"tag:{quoted(name)}").root == Tagged(name.strip())


_SCRAPS = [
    "a",
    "-",
    " ",
    "(",
    ")",
    "“",
    "OR",
    " OR ",
    "AND",
    "NOT ",
    "title:",
    "tag:",
    "sort:title",
    "is:",
    "digest:#2",
    "position:<3",
    "added:",
    "doi:10.1/",
    "*",
    "~",
    "{",
    ":",
    "https://",
    "é",
    "量",
    "#",
    '"',
    "\\",
    '\\"',
    "\x00",
    "\ud800",
]
_LINEISH = st.lists(st.sampled_from(_SCRAPS), max_size=60).map("".join)


@given(st.one_of(st.text(), _LINEISH, st.binary().map(lambda data: data.decode("latin-1"))), st.booleans())
@example("(" * 1000, False)
@example("-(" * 500, False)
@example("NOT " * 250, True)
def test_no_line_ever_raises_and_slips_lie_in_it(line: str, typing: bool) -> None:
    read = parse(line, typing=typing)
    assert read.line == line
    for slip in read.slips:
        assert 0 <= slip.start < slip.end <= len(line)
        assert slip.message
    assert not read.slips or (read.root == Everything() and read.sort is None)
    assert list(read.slips) == sorted(read.slips, key=lambda slip: (slip.start, slip.end))


@given(_LINEISH)
def test_typing_changes_nothing_but_the_last_word(line: str) -> None:
    assert parse(line, typing=True).slips == parse(line).slips
    assert parse(f"{line} ", typing=True) == parse(f"{line} ")


def test_brackets_go_fifty_deep() -> None:
    assert parse("(" * 50 + "aa" + ")" * 50).root == A
    (slip,) = parse("(" * 51 + "aa" + ")" * 51).slips
    assert (slip.start, slip.end) == (50, 51)


def test_a_line_has_a_thousand_characters_at_most() -> None:
    assert not parse("aa " * 333).slips
    (slip,) = parse("a" * 1001).slips
    assert (slip.start, slip.end) == (1000, 1001)


@pytest.mark.parametrize(
    "piece",
    [
        "~1",
        '"a b"~',
        "\u202e",
        '"',
        "(",
        "-",
        "a ",
        "OR ",
        "a:",
        '\\"',
        "title:(",
        "tag:“",
        "https://(",
        "~*",
        "{\\",
    ],
)
def test_a_line_is_read_in_linear_time(piece: str) -> None:
    line = (piece * 1000)[:1000]
    began = time.process_time()
    for _ in range(20):
        parse(line, typing=True)
    assert time.process_time() - began < 2
