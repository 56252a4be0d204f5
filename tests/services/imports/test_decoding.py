"""Text files: encodings without a word about them, delimiters, quotation marks that swallow lines."""

from __future__ import annotations

import codecs

import pytest

from app.services.imports.decoding import decode, records, sniff
from app.services.imports.limits import Stop

CHINESE = "单号,客户,金额\nA-1,宏达建材有限公司,100\nA-2,东华商贸,200\n"
TRADITIONAL = "單號,客戶名稱,金額\nA-1,宏達建材有限公司,100\nA-2,東華實業貿易,200\n"
WESTERN = "Nr;Kunde;Betrag\n1;Müller & Söhne GmbH;100\n2;Çelik Straße Köln;200\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (TRADITIONAL, "big5"),
        (WESTERN, "cp1252"),
        (WESTERN, "utf-8"),
        ("number,customer\n" * 500 + "A-1,宏达建材有限公司\n", "gb18030"),
        ("number,customer\n" * 500 + "A-1,Müller GmbH\n", "cp1252"),
        ("客户\n㙦坑镕商贸行\n", "gb18030"),
    ],
)
def test_the_encoding_is_found_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_mark_settles_it(mark: bytes, encoding: str) -> None:
    assert decode(mark + CHINESE.encode(encoding)) == (CHINESE, encoding)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (codecs.BOM_UTF8 + b"a,b\n\xff\xfe\n", "undecodable"),
        (codecs.BOM_UTF16_LE + b"a\0,\0\x00\xd8", "undecodable"),
        (b"a,b\n1,\x00\n", "not_a_table"),
        (b"\n \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
    ],
)
def test_what_cannot_be_decoded(data: bytes, code: str) -> None:
    with pytest.raises(Stop) as stopped:
        decode(data)
    assert stopped.value.code == code


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ";"),
        ("a\tb\n1,2\t3,4\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ('name,amount\n"Zhang; Li; Wang",5\n', ","),
        ("某某公司应收明细\n制表：张三\n\n单号,客户,金额\nA,B,1\n", ","),
        ("only one column\n1\n2\n", ","),
        ("sep=;\na;b\n", ";"),
    ],
)
def test_the_delimiter(text: str, delimiter: str) -> None:
    assert sniff(text) == delimiter


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    rows = list(records('a,b\n\n"two\nlines",2\n', ","))
    assert rows == [["a", "b"], [], ["two\nlines", "2"]]
    assert list(records("sep=,\na,b\n", ",")) == [[], ["a", "b"]]


def test_an_open_quotation_mark_is_refused_with_its_row() -> None:
    text = 'number,customer,day,due,amount\nA-1,B,1,2,3\nA-2,"B,1,2,3\n' + "A-3,B,1,2,3\n" * 50
    with pytest.raises(Stop) as stopped:
        list(records(text, ","))
    assert (stopped.value.code, stopped.value.details) == ("open_quote", {"row": 3})


def test_a_note_of_two_lines_is_no_open_quotation_mark() -> None:
    text = 'number,note\nA-1,"Floor 3, Building 2, Road 1,\nDistrict, City, Province"\n'
    assert len(list(records(text, ","))) == 2


def test_a_cell_of_more_than_a_million_characters_is_refused() -> None:
    with pytest.raises(Stop) as stopped:
        list(records("a,b\n" + "x" * 1_000_001 + ",1\n", ","))
    assert stopped.value.details == {"row": 2}
