"""Every credit rule has its sentence, unit, source and names of its rows; numbers are read as they are shown."""

from __future__ import annotations

import pytest

from app.models.errors import UserError
from app.services import policy_labels, policy_wording
from app.services.rules import policy_shape as shape
from app.services.rules.parameters import PARAMETERS, Policy
from app.services.rules.policy_packs import PACKS
from app.services.rules.policy_shape import Cell

USUAL = Policy()


def test_every_rule_has_a_sentence_a_group_a_source_and_a_pack_its_title() -> None:
    assert list(policy_labels.LABELS) == list(PARAMETERS)
    assert set(policy_labels.GROUPS) == {each.group for each in PARAMETERS.values()}
    assert {each.source for each in PARAMETERS.values()} == set(policy_labels.SOURCES)
    assert set(policy_labels.PACKS) == set(PACKS)
    assert len(set(policy_labels.LABELS.values())) == len(PARAMETERS)


@pytest.mark.parametrize("name", list(PARAMETERS))
def test_every_row_has_a_name_and_every_number_survives_being_typed(name: str) -> None:
    value = getattr(USUAL, name)
    for row in shape.rows(name, value):
        for cell in row:
            each = shape.at(value, cell.path)
            assert bool(policy_wording.place_text(name, cell.path, value)) == bool(cell.path)
            if PARAMETERS[name].unit not in ("code", "grade"):
                assert policy_wording.read(policy_wording.number(each, cell.unit), cell) == each
        assert len(row) in (1, len(policy_wording.columns(name)))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("prior_pd", "A customer we know nothing about fails within a year with a chance of 6%"),
        ("window_months", "Payments are looked at for the last 24 months"),
        ("enforcement_amount", "No better than CCC: subject to enforcement for more than 100,000"),
        ("lgd_guarantee", "Added with a guarantee −10%"),
        ("sectors_good", "Industries that do well none"),
    ],
)
def test_a_rule_is_a_sentence_that_ends_in_its_number(name: str, told: str) -> None:
    assert policy_wording.sentence(name, getattr(USUAL, name)) == told


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("6", "pd", 0.06),
        ("6%", "pd", 0.06),
        ("６．５", "share", 0.065),
        ("−10", "share", -0.1),
        ("1,000", "money", 1000.0),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, unit: str, value: float) -> None:
    assert policy_wording.read(text, Cell((), unit, -1e6, 1e6)) == value


@pytest.mark.parametrize(
    ("text", "whole", "words"),
    [("many", False, "Only a number"), ("", False, "Only a number"), ("nan", False, "Only a number"), ("1.5", True, "whole number"),
     ("31", True, "31 days is outside what this rule can be. Enter a number from 0 days to 30 days.")],
)  # fmt: skip
def test_what_is_no_number_of_this_rule_is_told(text: str, whole: bool, words: str) -> None:
    with pytest.raises(UserError, match=words):
        policy_wording.read(text, Cell((), "days", 0, 30, whole))


def test_differences_name_the_row_that_changed() -> None:
    after = Policy.of({"grade_pd": (0.005, 0.01, 0.02, 0.05, 0.08, 0.16), "sectors_bad": ("retail", "construction")})
    bands = shape.put(USUAL.ratio_bands, (3, 2), 0.35)
    told = [
        (each.what, each.before, each.after)
        for each in policy_wording.differences(USUAL, Policy.of({**after.differences(), "ratio_bands": bands}))
    ]
    assert told == [
        ("Industries that do badly", "none", "Retail, Construction"),
        ("A grade reaches up to a chance of default within a year of · BBB", "4%", "5%"),
        ("Ratios from nothing to full points · Debt ratio · Full points", "40%", "35%"),
    ]
