from __future__ import annotations

import pytest

from readinglist.digests.decode import decode
from readinglist.model import UserError

TEXT = "Schrödinger’s “cat”: 20 % of ΛCDM – 数 𝒳\nEnd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_every_form(encoding: str) -> None:
    ascii_like = TEXT + " and some more plain words after it, as texts have" * 5
    assert decode(ascii_like.encode(encoding)).text == ascii_like


def test_utf_32_is_not_taken_for_utf_16() -> None:
    assert decode(b"\xff\xfe\0\0A\0\0\0").text == "A"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Schr\xf6dinger", "Schrödinger"),
        (b"na\xefve caf\xe9 \x96 \x93quoted\x94, it\x92s 5\xb0", "naïve café – “quoted”, it’s 5°"),
        (b"\xc9mile du Ch\xe2telet", "Émile du Châtelet"),
        (b"\xdcber Stra\xdfen", "Über Straßen"),
    ],
)
def test_western_single_bytes_are_read(data: bytes, text: str) -> None:
    assert decode(data).text == text
    assert decode(data).damaged == 0


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("öäüé Wörter, ganz viele".encode().replace(b"g", b"\xf6"), "öäüé Wörter, �anz viele"),
        (b"plain English te\xffxt", "plain English te�xt"),
        (b"Schr\xc3dinger equation", "Schr�dinger equation"),
        (b"Schr\xb6dinger equation", "Schr�dinger equation"),
        (b"plain \x81 text", "plain � text"),
    ],
)
def test_one_damaged_byte_stays_one_damaged_character(data: bytes, text: str) -> None:
    assert decode(data).text == text
    assert decode(data).damaged == 1


def test_a_cut_utf_16_file_is_read_as_far_as_it_goes() -> None:
    decoded = decode(b"\xff\xfe" + "plain text".encode("utf-16-le")[:-1])
    assert decoded.text == "plain tex�"
    assert decoded.damaged == 1


def test_a_replacement_character_that_was_always_there_is_no_damage() -> None:
    assert decode("a � b".encode()).damaged == 0


@pytest.mark.parametrize(
    "data", [b"text \0 text", b"\x01\x02\x03abc", bytes(range(256)), b"\0", b"\xff\xfe" + b"a\0\0\0b\0"]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        decode(data)
    assert caught.value.title == "This is not a text file"


def test_a_control_character_in_a_long_text_is_harmless() -> None:
    assert decode(b"\x1b]52;" + b"x" * 1000).damaged == 0
