from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.text.addresses import addresses, safe_url


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTPS://Example.ORG/Path", "https://example.org/Path"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        (" https://example.org ", "https://example.org"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("https://example.org/Schrödinger", "https://example.org/Schrödinger"),
    ],
)
def test_web_addresses_pass_with_their_host_in_punycode(text: str, safe: str) -> None:
    assert safe_url(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "file://host/share",
        "\\\\host\\share",
        "data:text/html,x",
        "ftp://example.org",
        "https:example.org",
        "https:///path",
        "https://",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://good.org\\@evil.org/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/\nx",
        "https://example.org/\x00",
        "https://example.org/\x1b]52;",
        "https://example.org/\u202efdp.exe",
        "https://exam\u200bple.org/",
        "https://example.org/\u2066x",
        "https://example.org:99999/",
        "https://[::1/",
        "https://exa<mple.org/",
        "https://a..b/",
        "https://example.org/" + "a" * 5000,
        "https://example.org/\ud800",
    ],
)
def test_anything_that_could_do_harm_is_refused(text: str) -> None:
    assert safe_url(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Code: https://github.com/a/b.", ["https://github.com/a/b"]),
        ("(see https://example.org/x), and", ["https://example.org/x"]),
        ("https://en.wikipedia.org/wiki/A_(b) is", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("[https://example.org/x]", ["https://example.org/x"]),
        ("“https://example.org/x”, he", ["https://example.org/x"]),
        ("'https://example.org/x'!", ["https://example.org/x"]),
        ("https://embodied-gaussians.github.io/.", ["https://embodied-gaussians.github.io/"]),
        ("https://github.com/m/LLM_exploration{LLM4Exploration}", ["https://github.com/m/LLM_exploration"]),
        ("\\url{https://example.org/x}", ["https://example.org/x"]),
        ("at www.example.org, or", ["https://www.example.org"]),
        ("at github.com/a/b; and", ["https://github.com/a/b"]),
        ("one https://a.org/1,https://b.org two", ["https://a.org/1,https://b.org"]),
        ("见https://example.org/x。然后", ["https://example.org/x"]),
        ("and/or, e.g. this, 3.5/4, a@www.example.org", []),
        ("javascript:alert(1) file:///etc http:// https://.", []),
        ("https://user@example.org/", []),
        ("", []),
    ],
)
def test_addresses_end_where_the_sentence_goes_on(text: str, found: list[str]) -> None:
    told = addresses(text)
    assert [address for _start, _end, address in told] == found
    for start, end, address in told:
        assert address.endswith(text[start:end])


@given(st.text())
def test_no_text_makes_them_raise(text: str) -> None:
    safe_url(text)
    safe_url(f"https://{text}")
    for start, end, address in addresses(f"x https://{text} y"):
        assert 0 <= start < end
        assert safe_url(address) == address


@pytest.mark.parametrize("piece", ["https://", "https://a.b/(", "www.", "https://a.b/))))", "a", "github.com/("])
def test_a_megabyte_is_read_in_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    addresses(text)
    assert time.process_time() - began < 3
