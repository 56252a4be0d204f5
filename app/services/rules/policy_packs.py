"""Sets of credit rules for four kinds of firms: what each sets apart from the defaults, and why. All are starting points (D)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

PACKS: Final[Mapping[str, Mapping[str, Any]]] = {
    # Goods are sold on at once and margins are thin: how a buyer pays says more than their statements, a loss takes more
    # sales to earn back, and terms are short.
    "trading": {
        "block_weights": (45.0, 20.0, 15.0, 15.0, 5.0),
        "lgd": 0.65,
        "limit_margin": 0.08,
        "terms_days": (60, 60, 45, 30, 15, 7, 0),
    },
    # Payment by bank acceptance and after inspection takes some days more (average terms in China 76 days, delay 65);
    # work in progress is bound to one buyer; statements of industrial buyers are fuller than those of traders.
    "manufacturing": {
        "block_weights": (35.0, 30.0, 15.0, 15.0, 5.0),
        "grace_days": 5,
        "limit_grace_days": 30,
        "terms_days": (90, 90, 75, 60, 30, 15, 0),
    },
    # Nothing that could be taken back, and no retention of title; what is disputed is the acceptance.
    "services": {
        "lgd": 0.70,
        "lgd_no_paper": 0.20,
        "lgd_retention": 0.0,
        "limit_margin": 0.15,
        "terms_days": (60, 60, 45, 30, 15, 7, 0),
    },
    # Transfers across borders take longer, goods are at sea, distant courts cost more, and buyers are seldom visited.
    "export": {
        "grace_days": 7,
        "limit_grace_days": 30,
        "lgd": 0.65,
        "lgd_distant": 0.10,
        "terms_days": (120, 90, 60, 45, 30, 0, 0),
        "visit_months": (36, 36, 36, 24, 24, 12, 12),
    },
}
