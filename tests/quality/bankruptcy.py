"""How well the financial block foretells a bankruptcy within five years, on the ratios of 7,027 firms; nothing is trained:

python -m tests.quality.bankruptcy ../shared/data/polish_bankruptcy/year1.csv

The ratios are put through the bands that the program ships with. Attr27 (interest cover) and Attr21 (growth) are left out: that
they are missing gives the class away. Beside it: Altman's Z'' on the same rows.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.services.rules.blocks import NEUTRAL, weighted
from app.services.rules.distress import GENERAL
from app.services.rules.model_quality import auc
from app.services.rules.parameters import Policy
from app.services.rules.ratios import Ratio, ratio_inputs

# Our ratio and its column. Cash flow = (net profit + depreciation) / liabilities (26) x liabilities (2) / current ones (51).
COLUMNS: Final = {
    "current": 4, "quick": 46, "cash": 40, "debt": 2, "gross_margin": 56, "net_margin": 23, "return_on_assets": 1,
    "receivable_days": 44, "inventory_days": 47,
}  # fmt: skip
EQUITY_SHARE: Final = 10
ALTMAN: Final = (3, 6, 7, 8)  # working capital, retained earnings, EBIT by assets; equity by liabilities
TRAINED: Final = 0.705  # logistic regression on ten ratios, five folds

Row = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Quality:
    """Chances that a sound firm is ranked above a bankrupt one, 0.5 = by dice; firms a measure cannot judge are in the middle."""

    firms: int
    bankrupt: int
    block: float
    altman: float


def quality(path: Path) -> Quality:
    with path.open(encoding="utf-8", newline="") as file:
        read = [(_figures(row), row["class"] == "1") for row in csv.DictReader(file)]
    policy = Policy()
    block = auc([(_block(row, policy), bad) for row, bad in read])
    altman = auc([(_altman(row), bad) for row, bad in read])
    if block is None or altman is None:
        raise ValueError("there is no bankrupt firm, or no other")
    return Quality(len(read), sum(bad for _row, bad in read), block, altman)


def _figures(row: Mapping[str, str]) -> Row:
    named = ((name.removeprefix("Attr"), text) for name, text in row.items() if name.startswith("Attr"))
    return {int(number): float(text) for number, text in named if text not in ("", "?")}


def _block(row: Row, policy: Policy) -> float:
    found = {name: Ratio(row.get(column)) for name, column in COLUMNS.items()}
    if row.get(EQUITY_SHARE, 1) <= 0:
        found["debt"] = Ratio(row.get(COLUMNS["debt"]), "no_equity", 0.0)
    if {2, 26, 51} <= row.keys() and row[51] > 0:
        found["cash_flow"] = Ratio(row[26] * row[2] / row[51])
    block = weighted(ratio_inputs(found, None, policy), 1.0)
    return block.value if block else NEUTRAL


def _altman(row: Row) -> float:
    """Z''; the middle of the grey zone where a figure is missing."""
    weights, distress, safe = GENERAL
    if not set(ALTMAN) <= row.keys():
        return (distress + safe) / 2
    return sum(weight * row[column] for weight, column in zip(weights, ALTMAN, strict=False))


def main(path: Path) -> None:
    found = quality(path)
    sys.stdout.write(
        f"firms {found.firms}, of which bankrupt {found.bankrupt}\n"
        f"financial block {found.block:.3f}   Altman Z'' {found.altman:.3f}   trained logistic {TRAINED:.3f}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
