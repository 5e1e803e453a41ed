"""BibTeX: every entry is a paper, however it is keyed, braced or damaged; TeX stays TeX."""

from __future__ import annotations

import pytest

from readinglist import digests
from readinglist.digests import braces
from readinglist.model import Digest, Document, Entry, UserError


def read(text: str) -> Digest:
    return digests.read(Document("refs.bib", text.encode()))


def only(text: str) -> Entry:
    digest = read(text)
    assert len(digest.entries) == 1
    return digest.entries[0]


def entry(fields: str) -> Entry:
    return only(f"@misc{{key,\n  title = {{A title}},\n  {fields}\n}}\n")


GOLDEN = """% Made by hand
@String{jor = "Journal of " # {Readings}}

@article{one,
  title     = {{Learning to {R}ead with {BERT} and {$x^{2}$}}},
  author    = "Ada Lovelace and {The {Big} Team, Inc.} and van der Berg, Jr., Jan and others",
  journal   = jor,
  year      = 2024, month = sep, day = 3,
  abstract  = {First line,
     second line.

     A new paragraph.},
  doi       = {https://doi.org/10.1000/ABC\\_1},
  eprint    = {2409.01234v2}, archiveprefix = {arXiv},
  url       = {https://example.org/one},
  note      = {Best paper}
}

@Comment{jabref-meta: grouping: 1;}

@TechReport(two,
  title = "Round brackets, {\\"o} and \\emph{emphasis}"
)
"""


def test_an_entry_is_read_whole() -> None:
    digest = read(GOLDEN)
    first, second = digest.entries
    assert first == Entry(
        position=1,
        lines=(4, 17),
        title="Learning to Read with BERT and $x^{2}$",
        abstract="First line, second line.\n\nA new paragraph.",
        authors=("Ada Lovelace", "The Big Team, Inc.", "Jan van der Berg Jr."),
        identifiers={"arxiv": "2409.01234", "arxiv_version": "2", "doi": "10.1000/abc_1"},
        links={"paper": "https://example.org/one"},
        published="2024-09-03",
        venue="Journal of Readings",
        comment="Best paper",
    )
    assert second.title == 'Round brackets, {\\"o} and \\emph{emphasis}'
    assert (digest.name, digest.format, digest.problems, digest.reported) == ("refs", "bibtex", (), 0)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n% a comment @ home\n"])
def test_line_ends_marks_and_comments_change_nothing(end: str, before: str) -> None:
    digest = read((before + GOLDEN).replace("\n", end))
    assert [entry.title for entry in digest.entries] == [entry.title for entry in read(GOLDEN).entries]
    assert digest.entries[0].lines[0] == 4 + before.count("\n")


def test_empty_and_repeated_keys_and_fields_are_papers() -> None:
    digest = read(
        "@string{a = {x}}\n@string{a = {y}}\n"
        "@misc{k, title={One}}\n@misc{k, title={Two}}\n@misc{, title={Three}}\n@misc{, title={Four}}\n"
        "@misc{m, title={}, Title={Five}, title={Six}, url={http://a.org}, url={https://arxiv.org/abs/2409.1234}}\n"
    )
    assert [entry.title for entry in digest.entries] == ["One", "Two", "Three", "Four", "Five"]
    assert digest.entries[4].identifiers == {"arxiv": "2409.1234"}
    assert digest.problems == ()


DAMAGED = {
    "a missing brace": "@misc{d, title={Damaged},\n author={A and B\n",
    "an open quote": '@misc{d, title={Damaged},\n year="2024\n}\n',
    "no key": "@misc{title={Damaged}, year={2024}}\n",
    "no comma after the key": "@misc{d\n title = {Damaged},\n year = 2024\n}\n",
    "a key of two words": "@misc{d, 2024, title={Damaged}}\n",
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_entry_is_taken_as_far_as_it_goes_and_costs_no_neighbour(damaged: str) -> None:
    digest = read(f"@misc{{b, title={{Before}}}}\n{damaged}@misc{{a, title={{After}}}}\n")
    assert [entry.title for entry in digest.entries] == ["Before", "Damaged", "After"]
    (problem,) = digest.problems
    assert (problem.line, problem.what) == (2, "a damaged entry: what could be read of it was taken")
    assert problem.text.startswith("@misc{")
    assert digest.reported == 0


def test_a_cut_file_keeps_what_it_has() -> None:
    digest = read("@misc{b, title={Before}}\n@misc{c,\n title = {Cut},\n abstract = {It goes on and")
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        ("Before", ""),
        ("Cut", "It goes on and"),
    ]
    assert [problem.line for problem in digest.problems] == [2]


def test_entries_without_title_are_reported_and_others_are_no_papers() -> None:
    digest = read(
        "@misc{a, title={A}}\n@misc{b, author={B}}\n@misc{c, doi={10.1000/c}}\n@broken{x\n"
        "@control{y, title={z}}\n@xdata{z, title={y}}\nfoo@bar {x}\n"
    )
    assert [(entry.title, entry.title_is) for entry in digest.entries] == [
        ("A", "title"),
        ("Untitled: B", "stub"),
        ("doi:10.1000/c", "stub"),
    ]
    assert [problem.line for problem in digest.problems] == [2, 4]
    assert digest.reported == 0


def test_fields_left_behind_a_brace_too_many_are_reported() -> None:
    digest = read("@misc{a, title={A}},\n  year = {2024}\n}\n@misc{b, title={B}}\n")
    assert len(digest.entries) == 2
    assert [problem.what for problem in digest.problems] == ["fields outside of an entry"]


def test_a_file_of_empty_entries_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        read("@misc{b, year={2020}}\n")
    assert "1 record" in caught.value.message


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ("eprint = {hep-th/9711200}, archivePrefix = {arXiv}", {"arxiv": "hep-th/9711200"}),
        ("eprint = {0112567}, archiveprefix = {arXiv}, primaryclass = {math.CO}", {"arxiv": "math/0112567"}),
        ("eprint = {2409.01234}", {"arxiv": "2409.01234"}),
        ("eprint = {12345678}, eprinttype = {pubmed}", {"pmid": "12345678"}),
        ("eprint = {2409.01234}, eprinttype = {jstor}", {}),
        ("journal = {arXiv preprint arXiv:2409.01234}", {"arxiv": "2409.01234"}),
        ("journal = {CoRR}, volume = {abs/1503.06733}", {"arxiv": "1503.06733"}),
        ("volume = {arXiv:1503.06733}", {"arxiv": "1503.06733"}),
        ("howpublished = {\\url{https://arxiv.org/abs/2409.01234}}", {"arxiv": "2409.01234"}),
        ("note = {arXiv:2409.01234 [cs]}", {"arxiv": "2409.01234"}),
        ("note = {A sequel to arXiv:2409.01234}", {}),
        ("doi = {10.48550/arXiv.2409.01234}", {"arxiv": "2409.01234"}),
        ("doi = {10.1000/a{\\_}b}", {"doi": "10.1000/a_b"}),
        ("url = {http://a.org https://doi.org/10.1000/x}", {"doi": "10.1000/x"}),
        ("pmid = {PMID: 123}", {"pmid": "123"}),
    ],
)
def test_identifiers_are_found_wherever_they_are_kept(fields: str, identifiers: dict[str, str]) -> None:
    assert entry(fields).identifiers == identifiers


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("year = {2024}", "2024"),
        ('year = "2024", month = "1~" # jan', "2024-01-01"),
        ("year = 2024, month = {3}", "2024-03"),
        ("year = 2024, month = {March}", "2024-03"),
        ("year = 2024, month = 3, day = 7", "2024-03-07"),
        ("year = 2024, month = #feb#", "2024-02"),
        ("date = {2024-03/2024-05}", "2024-03"),
        ("date = {2019/2020}, urldate = {2024-01-01}", "2019"),
        ("year = {in press}", None),
    ],
)
def test_dates_go_as_far_as_they_are_told(fields: str, published: str | None) -> None:
    assert entry(fields).published == published


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ("url = {https://a.org/x.pdf}", {"pdf": "https://a.org/x.pdf"}),
        ("url = {file:///etc/passwd}", {}),
        ("file = {:C\\:/x.pdf:PDF}, pdf = {http://a.org/p}", {"pdf": "http://a.org/p"}),
        ("url = {http://a.org/a\\_b}, code = {https://github.com/a/b}", None),
    ],
)
def test_links_are_told_by_use(fields: str, links: dict[str, str] | None) -> None:
    expected = {"paper": "http://a.org/a_b", "code": "https://github.com/a/b"} if links is None else links
    assert entry(fields).links == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{plain}", "plain"),
        ("{{The {DNA} {T}est}}", "The DNA Test"),
        ("{a {\\'{e}} {\\v{s}} \\\"{o} {\\ss}}", "a {\\'{e}} {\\v{s}} \\\"{o} {\\ss}"),
        ("{$a_{1}$ and \\frac{a}{b} x^{2}}", "$a_{1}$ and \\frac{a}{b} x^{2}"),
        ("{{${\\rm GaN}$} in {{MBE}}}", "${\\rm GaN}$ in MBE"),
        ("{100 {\\%} of \\{x\\}}", "100 \\% of \\{x\\}"),
        ("{costs 5\\$ {X}}", "costs 5\\$ X"),
        ("{Salt &amp; <i>pepper</i>}", "Salt & pepper"),
        ("{if $a<b$ and $c>d$}", "if $a<b$ and $c>d$"),
        ("{H{\\ensuremath{\\alpha}} at {\\ensuremath{10^{5}}} K}", "H$\\alpha$ at $10^{5}$ K"),
        ("{a $b \\ensuremath{c}$ \\ensuremath{d}}", "a $b c$ $d$"),
        ("{an open \\ensuremath here}", "an open \\ensuremath here"),
        ('"He said {"}Hi{"}"', 'He said "Hi"'),
        ('"A "quoted" word"', 'A "quoted" word'),
        ("not in braces", "not in braces"),
        ('"a" # unknown # { b}', "aunknown b"),
        ("{x}\n  year = 2024", "x"),
    ],
)
def test_braces_that_protect_go_and_those_of_tex_stay(value: str, text: str) -> None:
    assert only(f"@misc{{key,\n  title = {value},\n  number = 1\n}}\n").title == text


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("A. One and Two, B. AND von Three, C.", ("A. One", "B. Two", "C. von Three")),
        ("{Barnes and Noble, Inc.} and Smith, J", ("Barnes and Noble, Inc.", "J Smith")),
        ("One, A and others", ("A One",)),
        ("One, A. et al.", ("A. One",)),
        ("Doe, Jo M. Jr and Doe, Vi", ("Jo M. Doe Jr", "Vi Doe")),
        ("Doe, Jr., Jo and Roe, Mary, III", ("Jo Doe Jr.", "Mary Roe III")),
        ("A. One, B. Two, C. Three", ("A. One", "B. Two", "C. Three")),
        ("One, A., Two, B.", ("A. One", "B. Two")),
        ("One, A.; Two, B.", ("A. One", "B. Two")),
        ('M{\\"u}ller, J{\\"o}rg~A.', ('J{\\"o}rg A. M{\\"u}ller',)),
        ("family=Berg, given=Jan, prefix=van den", ("Jan van den Berg",)),
        ("One,\n% a comment\n A and\n Two, B", ("A One", "B Two")),
        ("Anderson, Sandy and Brand, Roland", ("Sandy Anderson", "Roland Brand")),
        ("", ()),
    ],
)
def test_names_come_in_order_with_the_given_one_first(told: str, names: tuple[str, ...]) -> None:
    assert braces.people(told) == names


@pytest.mark.parametrize(
    ("journal", "venue"),
    [
        ("{\\apj}", "The Astrophysical Journal"),
        ("{{\\mnras}}", "Monthly Notices of the Royal Astronomical Society"),
        ('"\\prd"', "Physical Review D"),
        ("{\\nat{}}", "Nature"),
        ("{\\unheard}", "\\unheard"),
        ("{Nature}", "Nature"),
    ],
)
def test_journals_that_astronomers_name_by_macro_are_spelled_out(journal: str, venue: str) -> None:
    assert entry(f"journal = {journal},").venue == venue


def test_an_abstract_of_ads_keeps_its_paragraphs_and_loses_their_marks() -> None:
    assert entry("abstract = {We study. <P />Then <A href='x'>stop</A>.},").abstract == "We study.\n\nThen stop."


def test_an_entry_without_an_abstract_has_none_whatever_it_says() -> None:
    found = entry("abstract = {No abstract available}, author = {Wei Wang 0001 and Ada Lovelace},")
    assert (found.abstract, found.authors) == ("", ("Wei Wang", "Ada Lovelace"))


def test_entries_inherit_what_they_lack() -> None:
    digest = read(
        "@inproceedings{a, title={A}, crossref={P}}\n@inproceedings{b, title={B}, year={2020}, crossref={p}}\n"
        "@misc{c, title={C}, xdata={x, gone}}\n@xdata{x, author={Ada X}, xdata={c}}\n"
        "@proceedings{P, title={Proceedings}, editor={Ed Itor}, year={2021}, month=may}\n"
    )
    a, b, c, whole = digest.entries
    assert (a.venue, a.published, a.authors) == ("Proceedings", "2021-05", ())
    assert (b.venue, b.published) == ("Proceedings", "2020")
    assert c.authors == ("Ada X",)
    assert (whole.title, whole.authors) == ("Proceedings", ("Ed Itor",))


HOSTILE = {
    "abbreviations of abbreviations": "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 200))
    + '@string{a0 = "xy"}@misc{k, title={A}, note=a150 # a150}',
    "nested braces": "@misc{k, title={A " + "{" * 50_000 + "}" * 50_000 + "}}",
    "missing commas": "@misc{k, title={A} " + " ".join(f"b{n}={{c}}" for n in range(20_000)) + "}",
    "blanks": "@misc{k, title={A}, author={x" + " " * 200_000 + "y}}",
    "open fields": "@misc{k, title={A}, " + "y={,\n" * 20_000,
    "open maths": "@misc{k, title={A " + "\\ensuremath{" * 20_000 + "}}",
    "backslashes": "@misc{k, title={A " + "\\" * 100_000 + "}}",
    "circles": "".join(
        f"@misc{{k{n}, title={{A}}, xdata={{k{n + 1},k{n}}}, crossref={{k0}}}}\n" for n in range(50)
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_read_in_a_moment(text: str) -> None:
    assert read(text).entries[0].title.startswith("A")


def test_a_text_that_quotes_an_entry_is_no_bibtex(seed: object) -> None:
    with pytest.raises(UserError, match="Not a paper digest"):
        read("# A project\n\nSome words.\n\nCite it as\n\n@misc{key,\n title = {A}\n}\n\n" + "More words.\n" * 9)
