"""A payment plan from the command line (T-C3)."""

from __future__ import annotations

from tests.commands import document, done, kedun

GOLDEN = ("schedule", "1000000", "--cost", "800000", "--resale", "0.2", "--allowed", "500000", "--plan", "30,20,50")


def test_golden_plan() -> None:
    told = document(*GOLDEN, "--custom", "0.75")
    assert told["at_risk"] == "640000.00"
    assert told["open"] == {"completion": "340000.00", "delivery": "500000.00"}
    assert told["keeps"] is False
    assert [each["code"] for each in told["reasons"]] == ["custom_work"]
    assert "480000.00" in told["reasons"][0]["text"]
    assert told["laziest"] == ["500000.00", "0.00", "500000.00"]
    assert document(*GOLDEN)["keeps"] is True


def test_in_words() -> None:
    assert done(*GOLDEN).splitlines()[-1] == "It never leaves more open than is allowed."


def test_plan_that_is_none() -> None:
    for plan in ("30,20", "30,30,50", "a,b,c", "-10,60,50"):
        result = kedun(*GOLDEN[:-1], plan)
        assert result.exit_code == 1
        assert "three whole percentages" in result.stderr
    assert kedun("schedule", "x", "--cost", "1", "--allowed", "1").exit_code == 2
