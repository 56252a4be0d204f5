"""Value classes, the grid, and what each grade gets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.parameters import Policy
from app.services.rules.score_types import GRADES, RISKS
from app.services.rules.value_risk import TREATMENTS, VALUES, care, treatment, value_classes


def test_a_brings_the_first_eighty_per_cent() -> None:
    # 50 + 30 = 80 %: the third begins at the edge and is B; 95 % is reached by the third.
    assert value_classes({1: 50, 2: 30, 3: 15, 4: 5, 5: 0}) == {1: "A", 2: "A", 3: "B", 4: "C"}
    assert value_classes({1: 90, 2: 10}) == {1: "A", 2: "B"}
    assert value_classes({}) == {}


@given(st.dictionaries(st.integers(1, 99), st.integers(1, 10**9), min_size=1))
def test_who_brings_more_is_never_of_a_worse_class(values: dict[int, int]) -> None:
    found = value_classes(values)
    ranked = sorted(values, key=lambda each: -values[each])
    places = [VALUES.index(found[each]) for each in ranked]
    assert places == sorted(places)
    assert found[ranked[0]] == "A"


def test_every_cell_of_the_grid_has_a_treatment() -> None:
    assert set(TREATMENTS) == {(value, risk) for value in VALUES for risk in RISKS}
    assert len(set(TREATMENTS.values())) == 13
    assert treatment("A", "high") == "secure"
    assert treatment(None, "stop") == "exit"


def test_what_each_grade_gets() -> None:
    policy = Policy()
    found = {grade: care(policy, grade) for grade in (*GRADES, "D", "NR")}
    assert [found[grade].terms_days for grade in GRADES] == [90, 90, 60, 45, 30, 15, 0]
    assert (found["BB"].prepay_bp, found["B"].prepay_bp, found["D"].terms_days, found["NR"].prepay_bp) == (
        2000,
        3000,
        0,
        3000,
    )
    assert [found[grade].risk for grade in ("A", "BBB", "B", "D", "NR")] == ["low", "watch", "high", "stop", "unrated"]
    assert (found["A"].check, found["B"].check, found["CCC"].check) == ("month", "week", "order")
