"""A penalty is read back as it is written, in both languages."""

from __future__ import annotations

import pytest

from app.i18n import speaking
from app.services.contract_wording import penalty_text, read_penalty


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("ppm_day", [1, 300, 500, 10_000])
def test_what_is_shown_can_be_read(ppm_day: int, language: str) -> None:
    with speaking(language):
        assert read_penalty(penalty_text(ppm_day)) == ppm_day


@pytest.mark.parametrize(
    ("text", "ppm_day"), [("每日万分之三", 300), ("每天 0.05%", 500), ("0.5‰", 500), ("年 18.25%", 500)]
)
def test_as_people_write_it(text: str, ppm_day: int) -> None:
    assert read_penalty(text) == ppm_day
