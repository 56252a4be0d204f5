"""Texts with named fields: what goes when a value is missing; a value is never read again."""

from __future__ import annotations

from app.services.rules.merging import Block, Line, Merged, blocks, fields, merge, plain

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
