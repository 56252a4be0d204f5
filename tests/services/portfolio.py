"""Portfolio T-F of the rules paper as an ageing sheet, and sheets of other shapes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.services.sheets import AgeingRow, AgeingSheet

KEYS = ("not_due", "1-30", "31-60", "61-90", "91-180", "181-365", "366-730", "731-1095", "1096+", "no_date")
DAY = date(2026, 6, 30)
# Yuan by customer and key, and the most days overdue.
OPEN = {
    "甲": ({"not_due": 140_000, "1-30": 50_000}, 20),
    "乙": ({"31-60": 80_000, "61-90": 20_000}, 71),
    "丙": ({"91-180": 60_000}, 135),
    "丁": ({"181-365": 30_000, "366-730": 10_000}, 395),
    "戊": ({"731-1095": 5_000, "1096+": 5_000}, 1126),
}


def row(name: str, yuan: dict[str, int], days: int = 0, unallocated: int = 0) -> AgeingRow:
    buckets = tuple(yuan.get(key, 0) * 100 for key in KEYS)
    minor = unallocated * 100
    return AgeingRow(f"C-{name}", name, "CNY", sum(buckets) + minor, buckets, minor, days)


def sheet_of(*rows: AgeingRow) -> AgeingSheet:
    sums = tuple(sum(r.buckets[i] for r in rows) for i in range(len(KEYS)))
    days = max((r.overdue_days_max for r in rows), default=0)
    total = sum(r.total for r in rows)
    whole = AgeingRow("", "", "CNY", total, sums, sum(r.unallocated for r in rows), days)
    return AgeingSheet("示例贸易有限公司", DAY, "due", "customer", "CNY", KEYS, rows, whole, total)


def t_f() -> AgeingSheet:
    return sheet_of(*(row(name, yuan, days) for name, (yuan, days) in OPEN.items()))


def renamed(sheet: AgeingSheet, *names: str) -> AgeingSheet:
    """The sheet with other names on its first rows."""
    rows = tuple(r._replace(name=name) for r, name in zip(sheet.rows, names, strict=False))
    return replace(sheet, rows=(*rows, *sheet.rows[len(rows) :]))
