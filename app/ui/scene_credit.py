"""Pictures of the score of a customer and of the review that decides on it."""

from __future__ import annotations

from typing import Any

from app.ui.scene_ground import Stage, asked


def credit(stage: Stage) -> None:
    """The Credit tab of whoever's score has most reasons."""
    stage.window.desk.navigation.open("customer", asked(stage, most_reasons), tab="credit")


def most_reasons(services: Any) -> int:
    rows = [scored for _party, scored in services.scoring.scores() if scored.score.points_x100 is not None]
    found = max(rows, key=lambda each: len(each.score.reasons), default=None)
    return found.facts.customer_id if found else 0
