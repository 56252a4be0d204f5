"""The picture of the bank's statement: a file as a bank gives it, made for the receivables of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.listing import Query

if TYPE_CHECKING:
    from app.ui.scene_ground import Stage


def bank(stage: Stage) -> None:
    """A statement whose lines are very likely, possible and not found, as the bank gives it."""
    path, rows = stage.temp / "bank.csv", list[str]()
    stage.window.desk.jobs.read(stage.window, _bank_rows, rows.extend)
    stage.settle()
    path.write_text("\n".join(rows), encoding="utf-8")
    stage.window.desk.jobs.write(stage.window, lambda s: s.bank.take(s.bank.read(path)), lambda _taken: None)
    stage.settle()
    stage.window.desk.navigation.open("receivables", view="bank")


def _bank_rows(services: Any) -> list[str]:
    head = "交易日期,摘要,支出,收入,对方户名,对方账号"
    keys = services.lists.keys("receivables", Query(("open",), "", (("due_on", False),)))
    owed = services.lists.page("receivables", keys[:40:3])
    made = [(row.customer_full, row.open, row.number if place % 3 else "") for place, row in enumerate(owed)]
    made += made[:1] * (5 - len(made))  # a small book has fewer
    made[2], made[4] = ("李军", made[2][1], ""), (made[4][0], made[4][1] - 1_234, "")
    others = [("", 55, "利息"), ("市税务局", 120_000, "退税")]
    return [
        head,
        *(f"2026-11-{place + 2:02},{text},,{amount / 100:.2f},{name},6222000{place:04}" for place, (name, amount, text) in
          enumerate([*made, *others])),
    ]  # fmt: skip
