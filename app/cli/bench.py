"""The command bench: how fast this computer does the main things, against the least they could take."""

from __future__ import annotations

from typing import Any, Final

import click

from app.cli.base import Command, emit, json_option, option, table, today
from app.i18n import _, mark
from app.models.errors import UserError
from app.services.bench import TITLES, Timing

SMALLEST: Final = 100
LARGEST: Final = 1_000_000


@click.command(cls=Command, help=mark("How fast the main operations are, against their floor measured in the same run"))
@option("--size", type=int, default=100_000, metavar="COUNT", help=mark("Receivables in the made-up book"))
@json_option
def bench(size: int, as_json: bool) -> None:
    from app.services import bench as measuring

    if not SMALLEST <= size <= LARGEST:
        raise UserError(
            _("The book of a bench has {least} to {most} receivables. Choose a size between.").format(
                least=SMALLEST, most=LARGEST
            )
        )
    timings = list(measuring.run(size, today()))
    if as_json:
        emit({"size": size, "rows": [document(each) for each in timings]})
    else:
        table(
            [_("Operation"), _("Milliseconds"), _("Floor"), _("Ratio"), _("Budget"), ""],
            [_line(each) for each in timings],
            right=(1, 2, 3, 4),
        )


def document(timing: Timing) -> dict[str, Any]:
    """`budget` is a ratio where there is a floor, else milliseconds; null = told only."""
    return {
        "name": timing.name,
        "ms": round(timing.ms, 3),
        "floor_ms": None if timing.floor_ms is None else round(timing.floor_ms, 3),
        "ratio": None if timing.ratio is None else round(timing.ratio, 3),
        "budget": timing.budget,
        "ok": timing.ok,
    }


def _line(timing: Timing) -> list[str]:
    floor = "" if timing.floor_ms is None else f"{timing.floor_ms:.2f}"
    ratio = "" if timing.ratio is None else f"{timing.ratio:.2f}"
    budget = "" if timing.budget is None else f"{timing.budget:g}" + (" ms" if timing.floor_ms is None else "")
    verdict = "" if timing.budget is None else _("within budget") if timing.ok else _("over budget")
    return [_(TITLES[timing.name]), f"{timing.ms:.2f}", floor, ratio, budget, verdict]


BENCH_COMMANDS: Final = (bench,)
