"""Texts with named fields: what goes when a value is missing; a value is never read again."""

from __future__ import annotations

from app.services.rules.merging import Block, Line, Merged, blocks, fields, merge, plain, read, written

TEXT = """# Notice to {customer}
Dear {customer},

## Reasons
1. {one}
2. {two}
3. It is late.
## Law
Under {law}.

[table]
Yours
"""


def test_a_title_headings_lines_and_blocks() -> None:
    merged = merge("# T {a}\n{a} owes.\n## Next\n[table]\n", {"a": "A"})
    assert merged == Merged("T A", (Line("A owes."), Line("Next", heading=True), Block("table")))


def test_a_paragraph_without_its_value_goes_whole_and_the_rest_counts_anew() -> None:
    merged = merge(TEXT, {"customer": "A", "one": None, "two": "Second.", "law": ""})
    words = [each.text for each in merged.parts if isinstance(each, Line) and each.text]
    assert words == ["Dear A,", "Reasons", "1. Second.", "2. It is late.", "Law", "Yours"]  # the table is under the law


def test_a_heading_over_nothing_goes() -> None:
    assert merge("## Law\nUnder {law}.\n## End\nYours\n", {"law": None}).parts == (
        Line("End", heading=True),
        Line("Yours"),
    )
    assert merge("Yours\n## Law\n{law}\n", {"law": None}).parts == (Line("Yours"),)


def test_a_value_is_text_whatever_it_looks_like() -> None:
    odd = "## {b} [table] 7. # $x_$ \\1 <i>"
    merged = merge("{a}\n{a} and {b}\n", {"a": odd, "b": "B"})
    assert merged.parts == (Line(odd), Line(f"{odd} and B"))
    assert merge("{a}\n1. {a}\n", {"a": "7. seven"}).parts == (Line("7. seven"), Line("1. 7. seven"))
    assert merge("{a}\n", {"a": "[table]"}).parts == (Line("[table]"),)


def test_what_is_no_field_stays_as_written() -> None:
    assert merge("{Name} { a } {other} {a}}\n", {"a": "A"}).parts == (Line("{Name} { a } {other} A}"),)


def test_fields_and_blocks_in_their_order() -> None:
    assert fields(TEXT) == ("customer", "one", "two", "law")
    assert blocks("[b]\n  [a]  \nsee [c]\n[b]\n") == ("b", "a")


def test_blank_lines_do_not_heap_up() -> None:
    assert merge("\n\nA\n\n{x}\n\nB\n", {"x": None}).parts == (Line("A"), Line(""), Line("B"))


def test_as_plain_text() -> None:
    merged = merge("# T\nOwed:\n[list]\n[other]\nThanks\n", {})
    drawn = {"list": ["1", "2"]}
    assert plain(merged, lambda name: drawn.get(name, [])) == "Owed:\n1\n2\nThanks"


def test_a_space_stands_between_chinese_words_and_a_latin_name_and_no_name_is_touched() -> None:
    odd = "A & B <C> $x_$ 甲 {amount}"
    values = {"a": odd, "b": "Test & Co.", "c": "甲公司", "d": "¥5.00", "e": "甲B公司(上海)"}
    text = "# 致{a}函\n致{a}：\n由{b}委托{c}付{d}给{a}\n在 {d} 前\n受{e}委托\nPay {d}to{a}\n"
    merged = merge(text, values)
    assert merged.title == f"致 {odd}函"
    assert [each.text for each in merged.parts if isinstance(each, Line)] == [
        f"致 {odd}：",
        f"由 Test & Co. 委托甲公司付 ¥5.00 给 {odd}",
        "在 ¥5.00 前",
        "受甲B公司(上海)委托",
        f"Pay ¥5.00to{odd}",
    ]


def test_what_is_no_field_gets_no_space() -> None:
    assert merge("请{none}付A款\n", {"a": "A"}).parts == (Line("请{none}付A款"),)


def test_a_text_with_its_values_in_it_is_read_back_as_it_was() -> None:
    odd = Merged(
        "# T", (Line("## no heading"), Line("[table]"), Line("\\[a]"), Line("Heading", heading=True), Block("table"))
    )
    assert read(written(odd)) == odd
    assert read(written(Merged("", (Line("# x"), Line(""), Line("{amount}"))))).parts == (
        Line("# x"), Line(""), Line("{amount}"),
    )  # fmt: skip
    assert read("# Other\nWords.\n\n\n[sums]\n## Head\n") == Merged(
        "Other", (Line("Words."), Line(""), Block("sums"), Line("Head", heading=True))
    )


def test_a_line_within_a_value_is_no_part_of_the_text() -> None:
    merged = merge("# {who}\nTo {where}", {"who": "A\n[seal]", "where": "1 Road\n[account]\n## Paid"})
    assert read(written(merged)) == Merged("A [seal]", (Line("To 1 Road"), Line("[account]"), Line("## Paid")))
