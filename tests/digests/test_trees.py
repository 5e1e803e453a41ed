"""XML and HTML as trees: what is damaged, and what is meant to do damage."""

from __future__ import annotations

import pytest

from readinglist.digests import trees

ITEM = "<item><title>{}</title></item>"


def titles(text: str) -> list[str]:
    return [trees.text(record.element, "title") for record in trees.xml(text, "item").records]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A & B &amp; C &lt; D", "A & B & C < D"),
        ("caf&eacute; &LT; &AMP; &unknown; &", "café < & &unknown; &"),
        ("a\x0bb\x00c&#11;d&#x1F;e", "a b c d e"),
        ("<![CDATA[A & B &amp; <i>C</i>]]> & D", "A & B &amp; <i>C</i> & D"),
        ("A<sub>2</sub> B", "A2 B"),
        ("A<!-- no --> B", "A B"),
        ("&#233;&#x3b1;", "éα"),
    ],
)
def test_text_arrives_as_it_was_meant(text: str, title: str) -> None:
    assert titles(f"<rss>{ITEM.format(text)}</rss>") == [title]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="utf-16"?><rss><item><title>é</title></item></rss>',
        '<!DOCTYPE rss [<!ENTITY a "b">\n<!ENTITY c SYSTEM "file:///etc/passwd">]><item><title>é</title></item>',
        "<x:item xmlns:x='y'><x:title>é</x:title></x:item>",
        "<x:item><y:title>é</y:title></x:item>",
        "<item>\n<title>é</title></item>\n\n",
    ],
)
def test_declarations_and_prefixes_do_not_matter(text: str) -> None:
    tree = trees.xml(text, "item")
    assert [trees.text(record.element, "title") for record in tree.records] == ["é"]
    assert tree.faults == []


def test_entities_that_a_document_declares_expand_to_nothing() -> None:
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE r [<!ENTITY l0 "lol">{lols}]><rss>{ITEM.format("&l11;")}</rss>'
    assert titles(text) == ["&l11;"]


def test_lines_are_those_of_the_file_beyond_65535_too() -> None:
    text = '<?xml version="1.0"?>\n<!DOCTYPE rss [\n]>\n' + "\n" * 70_000 + "<item\n><title>a\nb</title>\n</item>"
    assert [record.lines for record in trees.xml(text, "item").records] == [(70_004, 70_007)]


@pytest.mark.parametrize(
    ("text", "expected", "faults"),
    [
        ("<rss>" + ITEM.format("A <b>bold") + "\n" + ITEM.format("B") + "</rss>", ["A bold", "B"], [1]),
        (f"<rss><item><d>x<br>y<p>z</d><title>A</title></item>\n{ITEM.format('B')}</rss>", ["A", "B"], [1]),
        ("<rss>" + ITEM.format("A</b></i></u>") + "\n" + ITEM.format("B") + "</rss>", ["A", "B"], [1]),
        ("<rss>" + ITEM.format("A") + "\n<item><title>B is cu", ["A", "B is cu"], [2]),
        ("<rss>" + ITEM.format("A") + "\n<item><title>B</title><descr", ["A", "B"], [2]),
        ("<rss>" + ITEM.format("A") + "\n<item><title><![CDATA[B", ["A", ""], [2]),
        (ITEM.format("A") + "</rss>\n" + ITEM.format("B") + "</rss>", ["A", "B"], [1]),
        ("<rss>" + (ITEM.format("A<b>") + "\n") * 400 + "</rss>", ["A"] * 400, [*range(1, 401)]),
    ],
)
def test_damage_stays_in_its_record(text: str, expected: list[str], faults: list[int]) -> None:
    assert titles(text) == expected
    assert [fault.line for fault in trees.xml(text, "item").faults] == faults


def test_a_file_that_is_cut_off_says_so() -> None:
    assert [fault.what for fault in trees.xml("<rss><item><title>A", "item").faults] == [
        "the file is cut off here"
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("&" * 500_000, "<" * 500_000, "<item>" * 20_000, "<![CDATA[" * 200_000, "<!DOCTYPE [" * 200_000),
        *(
            "<?xml " * 200_000,
            "&a;" * 200_000,
            "<a " + "b='1' " * 200_000,
            "<item><title>x</b></title></item>" * 9_000,
        ),
        "",
    ],
)
def test_hostile_xml_takes_no_time(text: str) -> None:
    trees.xml(text, "item")


MANY = " ".join(f"a{number}" for number in range(60_000))


@pytest.mark.parametrize(
    "text",
    [
        *(f"<a {MANY}>", f"<a ='{MANY}'>", f"<a b='1' =\"{MANY}\">", f'<a b=="{MANY}">', f"<a '{MANY}'>"),
        *(f"<a b\u2028=\u2028'{MANY}'>", f"<a\f{MANY}", f"<a/{MANY.replace(' ', '/')}>", f"<a b<c {MANY}>"),
        *("<a " + MANY.replace(" ", "='' "), "<a " + MANY.replace(" ", "='>'"), f"<!-- <script> --><a {MANY}>"),
        *("<div>" * 300_000, "<b><i>" * 100_000, "<!--" * 200_000, "<a href='" * 100_000, "<table>" * 100_000),
        *("", "<!-- -->", "\0", "text"),
    ],
)
def test_hostile_pages_take_no_time_and_lose_nothing_else(text: str) -> None:
    page = trees.html(f"{text}</script></a></script></b></i></div><p class='x'>")
    page.text_content()
    assert trees.html("<p>x</p>" + text).xpath("//p")[0].text == "x"


def test_a_long_attribute_is_no_attack() -> None:
    value = "{&quot;a&quot;: 1, b='c' }" * 5_000
    assert len(trees.html(f'<div data-props="{value}">x</div>').xpath("//div/@data-props")[0]) > 60_000
