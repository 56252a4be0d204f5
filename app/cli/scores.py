"""The command of the credit score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click

from app.cli.base import Command, book_argument, day_option, emit, json_option, opened, table
from app.i18n import _, mark
from app.services import cap_wording, reason_wording
from app.services.formats import NOTHING, day, money, percent
from app.services.rating_wording import grade_name, points_text, reliability, risk_name
from app.services.rules.reasons import STEPS
from app.services.scoring import Party, Scored

PLACES: Final = 6  # of chances and shares in JSON
Row = tuple[Party, Scored]


@click.command(cls=Command, help=mark("How good a customer is, as a sum of reasons; everybody when none is named"))
@book_argument
@click.argument("customer", required=False)
@day_option
@json_option
def score(book: Path, customer: str | None, on: date | None, as_json: bool) -> None:
    with opened(book) as found:
        services = found.services
        on = on or services.today
        named = None if customer is None else (services.customers.by_code(customer).id,)
        rows = services.scoring.scores(on, named)
        policy = services.policies.on(on)
        lost = services.scoring.expected_loss(rows[0][1]) if named else 0
    if as_json:
        emit({"as_of": on.isoformat(), "policy": policy.id, "rows": [_document(*row) for row in rows]})
    elif customer is None:
        _show_all(rows, on)
    else:
        _show(*rows[0], lost)


def _document(party: Party, scored: Scored) -> dict[str, Any]:
    """`start` + the sum of the reasons' points = `points`, to the hundredth; no points where the grade is D or NR."""
    found = scored.score
    return {
        "code": party.code,
        "points": _points(found.points_x100),
        "grade": found.grade,
        "risk": found.risk,
        "start": _points(found.start_x100),
        "pd_12m": round(found.pd, PLACES + 2),
        "confidence": round(found.confidence, PLACES),
        "blocks": {name: None if value is None else round(value, PLACES) for name, value in found.blocks.items()},
        "reasons": [
            {"code": each.code, "points": _points(each.points_x100), "text": reason_wording.sentence(each)}
            for each in found.reasons
        ],
        "caps": [
            {"code": each.code, "grade": each.grade, "text": cap_wording.text(each, scored.facts.currency)}
            for each in found.caps
        ],
        "new": scored.is_new,
        "valid_to": scored.valid_to.isoformat(),
    }


def _points(x100: int | None) -> float | None:
    return None if x100 is None else x100 / 100


def _show_all(rows: Sequence[Row], on: date) -> None:
    click.echo(_("As of {date}").format(date=on))
    head = ("", "", _("Points"), _("Grade"), _("Risk"), _("Chance of default in 12 months"), _("Reliability"))
    lines = [
        (
            party.code,
            party.name,
            points_text(scored.score.points_x100),
            grade_name(scored.score.grade),
            risk_name(scored.score.risk),
            _share(scored.score.pd),
            reliability(scored.score.confidence),
        )
        for party, scored in rows
        if not party.archived
    ]
    table(head, lines, right=(2, 5))


def _show(party: Party, scored: Scored, lost: int) -> None:
    """The head, the sum line by line with what would improve each, what holds the grade down."""
    found, currency = scored.score, scored.facts.currency
    click.echo(f"{party.code} {party.name} · " + _("As of {date}").format(date=scored.facts.on))
    lines = [
        (_("Score"), points_text(found.points_x100)),
        (_("Grade"), grade_name(found.grade)),
        (_("Risk"), risk_name(found.risk)),
        (_("Chance of default in 12 months"), _share(found.pd)),
        (_("Reliability"), f"{reliability(found.confidence)} ({_share(found.confidence)})"),
        (_("Expected loss"), money(lost, currency)),
        (_("Valid until"), day(scored.valid_to)),
    ]
    table(("", ""), lines)
    if found.points_x100 is not None:
        click.echo()
        table((_("Reason"), _("Points"), _("What would improve it")), _sum(scored), right=(1,))
    for each in found.caps:
        words = _("At most {grade}: {fact}. {way}")
        text = cap_wording.text(each, currency)
        click.echo(words.format(grade=each.grade, fact=text, way=cap_wording.better(each.code)))


def _sum(scored: Scored) -> list[tuple[str, str, str]]:
    """From the start to the points; inputs by the points they cost or bring."""
    found = scored.score
    ranked = sorted(
        found.reasons, key=lambda each: (each.code in STEPS, -each.points_x100 if each.code not in STEPS else 0)
    )
    return [
        (_("Start: unknown firm"), points_exact(found.start_x100), ""),
        *(
            (reason_wording.sentence(each), f"{each.points_x100 / 100:+.2f}", reason_wording.better(each))
            for each in ranked
        ),
        (_("Score"), points_exact(found.points_x100), ""),
    ]


def points_exact(x100: int | None) -> str:
    return NOTHING if x100 is None else f"{x100 / 100:.2f}"


def _share(value: float) -> str:
    return percent(Decimal(str(value)), 2)


SCORE_COMMANDS: Final = (score,)
