"""Pictures of Today: who waits, and the day of one's own."""

from __future__ import annotations

from typing import Any

from app.models.dates import add_days
from app.ui.scene_ground import Stage, written


def waiting(stage: Stage) -> None:
    """The list of those who wait: the first two customers were put off."""
    written(stage, _put_off)
    stage.window.desk.navigation.open("today")
    stage.settle()
    page: Any = stage.window.page
    page.filters.chip("waiting").click()
    stage.settle()


def another_day(stage: Stage) -> None:
    """Until which day?"""
    stage.window.desk.navigation.open("today")
    stage.settle()
    page: Any = stage.window.page
    page.put_off.trigger()
    page.later.actions()[3].trigger()
    page.later.close()
    stage.settle()


def _put_off(services: Any) -> int:
    """How many."""
    rows = services.monitoring.today().rows[:2]
    for row in rows:
        services.snoozing.put(row.customer_id, [each.code for each in row.reasons], add_days(services.today, 3))
    return len(rows)
