"""The texts that come with the program, and one's own: every field of every level in both languages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from app.models.errors import Invalid
from app.services import letter_fields
from app.services.letter_texts import LETTERS, MESSAGES, codes, shipped
from app.services.rules.merging import Block, Line, blocks, fields, merge
from tests.book import Book

ODD = "A & B <C> $x_$ 甲 {amount}"
LANGUAGES = ("zh_CN", "en")
TEXTS = [(code, lang) for code in (*LETTERS, *MESSAGES) for lang in LANGUAGES]
MAY_BE_EMPTY = (Block("account"), Block("disputed"), Block("enclosures"))
# Nothing that frightens, and nobody else: domain H3.
NEVER = (
    "公安",
    "警察",
    "派出所",
    "老赖",
    "黑名单",
    "曝光",
    "亲属",
    "家人",
    "同事",
    "police",
    "blacklist",
    "family",
    "!",
    "！",
)


@pytest.mark.parametrize(("code", "lang"), TEXTS)
def test_every_field_is_filled_and_a_value_is_never_read_again(code: str, lang: str) -> None:
    text = shipped(code, lang)
    assert letter_fields.unknown(code, text, "") == ()
    values: dict[str, str | None] = {name: f"<{name}> & {{deadline}} [table]" for name in fields(text)}
    values["customer"] = ODD
    whole = merge(text, values)
    said = "\n".join([whole.title, *(each.text for each in whole.parts if isinstance(each, Line))])
    for name in fields(text):
        assert said.count(values[name] or "") == text.count(f"{{{name}}}"), name
        without = "\n".join(line for line in text.splitlines() if f"{{{name}}}" not in line)
        assert merge(text, {**values, name: None}).parts == merge(without, values).parts
    assert tuple(each.name for each in whole.parts if isinstance(each, Block)) == blocks(text)


@pytest.mark.parametrize("code", (*LETTERS, *MESSAGES))
def test_both_languages_say_the_same_things(code: str) -> None:
    chinese, english = (shipped(code, lang) for lang in LANGUAGES)
    assert set(fields(chinese)) == set(fields(english))
    assert blocks(chinese) == blocks(english)
    assert len(chinese.splitlines()) in range(len(english.splitlines()) - 2, len(english.splitlines()) + 3)


@pytest.mark.parametrize(("code", "lang"), TEXTS)
def test_firm_and_lawful(code: str, lang: str) -> None:
    text = shipped(code, lang)
    assert [word for word in NEVER if word in text] == []
    assert "你" not in text
    assert not re.search(r"[\u4e00-\u9fff}][,:;?()!][\u4e00-\u9fff{]", text)  # full-width signs between 汉字


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_each_level_has_to_say(lang: str) -> None:
    asked = {level: set(fields(shipped(f"letter_{level}", lang))) for level in range(5)}
    placed = {level: set(blocks(shipped(f"letter_{level}", lang))) for level in range(5)}
    assert all({"table", "account"} <= placed[level] for level in range(5))
    for level in (0, 1):
        assert asked[level].isdisjoint(
            {"interest", "per_day", "deadline", "chinese_law", "limitation_law", "total_full"}
        )
    for level, law in ((2, "limitation_law"), (3, "limitation_law"), (4, "chinese_law")):
        assert {"deadline", "interest_basis", "per_day", "contracts", law} <= asked[level]
        assert {"disputed", "service"} <= placed[level]
    assert "interest" in asked[2]
    assert {"sums", "reply_slip", "plan", "seal"} <= placed[3]
    assert "signatures" in placed[4]
    assert "seal" not in placed[4]  # the firm does not seal a lawyer's letter


def test_a_draft_for_a_lawyer_says_so() -> None:
    assert "交给律师审核、修改和签发的底稿" in shipped("letter_4", "zh_CN")
    assert "This is a draft for a lawyer" in shipped("letter_4", "en")


def test_the_shipped_texts_are_found() -> None:
    assert codes("letter") == LETTERS
    assert codes("message") == MESSAGES


@pytest.mark.parametrize("code", [code for kind in ("letter", "message", "notice") for code in codes(kind)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_ends_in_nothing(code: str, lang: str) -> None:
    """A firm need not have an account in the book: the part brings its own heading, or is not there at all."""
    parts = merge(shipped(code, lang), {}).parts
    before = [line for line, part in pairwise(parts) if part in MAY_BE_EMPTY and isinstance(line, Line)]
    assert [line.text for line in before if line.text.endswith((":", "："))] == []


def test_ones_own_text_and_back(book: Book) -> None:
    texts = book.services.letter_texts
    texts.save("message_1", "en", "# Hello\r\nDear {contact},\n[list]\nPlease pay {amount}.")
    assert texts.text("message_1", "en") == "# Hello\nDear {contact},\n[list]\nPlease pay {amount}.\n"
    assert texts.is_own("message_1", "en")
    assert not texts.is_own("message_1", "zh_CN")
    texts.save("message_1", "en", "{contact}: {amount}")
    assert texts.text("message_1", "en") == "{contact}: {amount}\n"
    texts.reset("message_1", "en")
    assert texts.text("message_1", "en") == shipped("message_1", "en")


def test_the_shipped_text_saved_again_is_nobodys_own(book: Book) -> None:
    texts = book.services.letter_texts
    texts.save("letter_2", "zh_CN", "{customer}")
    texts.save("letter_2", "zh_CN", shipped("letter_2", "zh_CN"))
    assert not texts.is_own("letter_2", "zh_CN")


def test_a_field_that_does_not_exist_is_refused(book: Book) -> None:
    texts = book.services.letter_texts
    with pytest.raises(Invalid, match=r"\{amuont\}, \[tabel\]"):
        texts.save("letter_2", "en", "{amuont}\n[tabel]\n{amount}\n[table]")
    with pytest.raises(Invalid, match=r"\[table\]"):  # a message has no tables
        texts.save("message_2", "en", "[table]")
    with pytest.raises(Invalid, match="empty"):
        texts.save("letter_2", "en", " \n ")
    assert not texts.is_own("letter_2", "en")
