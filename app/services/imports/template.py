"""An empty table to fill in: the columns of a kind under headings that import knows, with two example lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from app.i18n import _, language, mark
from app.services import exports
from app.services.exports import Cell, ExportColumn, Kind
from app.services.imports import kinds
from app.services.imports.headings import plain

NAMES: Final = {
    "invoices": mark("Receivables"),
    "payments": mark("Payments received"),
    "customers": mark("Customers"),
    "contacts": mark("Contact persons"),
    "contracts": mark("Contracts"),
    "financials": mark("Financial statements"),
}
KIND_OF: Final[Mapping[str, Kind]] = {
    "day": "day",
    "amount": "number",
    "number": "number",
    "limit": "number",
    "figure": "number",
}


def name(kind: str) -> str:
    """What people call a kind of table."""
    return _(NAMES[kind])


def write(path: Path, kind: str) -> None:
    """Writes the template of `kind` as .xlsx or .csv. Raises UserError as `exports.write_table`."""
    fields = kinds.fields(kind)
    columns = [ExportColumn(_heading(kind, field), KIND_OF.get(field.type, "text")) for field in fields]
    rows = [[line.get(field.name) for field in fields] for line in _lines(kind)]
    exports.write_table(path, name(kind), columns, rows)


def _heading(kind: str, field: kinds.Field) -> str:
    """What the program calls the column, where files may call it so; else the first name that they may."""
    label = kinds.label(kind, field.name)
    if plain(label) in field.ranks:
        return label
    names: list[str] = kinds.document()["kinds"][kind][field.name]["names"]
    return next((each for each in names if each.isascii() != (language() == "zh_CN")), field.name)


def _lines(kind: str) -> list[dict[str, Cell]]:
    hongda, ruixiang = _("Hongda Building Materials Co., Ltd."), _("Ruixiang Decoration Co., Ltd.")
    lines: dict[str, list[dict[str, Cell]]] = {
        "invoices": [
            {
                "number": "2026-0101", "customer": hongda, "issue_date": date(2026, 1, 10),
                "due_date": date(2026, 2, 9), "amount": Decimal("56800.00"), "currency": "CNY",
            },
            {
                "number": "2026-0102", "customer": ruixiang, "issue_date": date(2026, 1, 15),
                "amount": Decimal("12500.50"), "currency": "CNY", "order_no": "S-2088",
            },
        ],
        "payments": [
            {
                "number": "R-0001", "customer": hongda, "date": date(2026, 2, 8), "amount": Decimal("30000.00"),
                "currency": "CNY", "applies_to": "2026-0101:30000.00",
            },
            {
                "number": "R-0002", "customer": ruixiang, "date": date(2026, 2, 12), "amount": Decimal("12500.50"),
                "currency": "CNY", "applies_to": "auto",
            },
        ],
        "customers": [
            {"code": "C0001", "name": hongda, "terms_days": "30", "credit_limit": Decimal(200000), "currency": "CNY"},
            {"code": "C0002", "name": ruixiang, "terms_days": "60", "credit_limit": Decimal(80000), "currency": "CNY"},
        ],
        "contracts": [
            {"number": "HT-2026-001", "customer": hongda, "amount": Decimal(160000), "signed_on": date(2026, 1, 5), "penalty_per_day": "0.03%",
             "margin": "20%", "instalments": "20% signing earnest; 30% before_shipment; 40% acceptance+30; 10% retention+365"},
            {"number": "HT-2026-002", "customer": ruixiang, "amount": Decimal(85000), "signed_on": date(2026, 2, 10), "currency": "CNY", "prepay_share": "30%"},
        ],
        "financials": _statements(hongda, ruixiang),
        "contacts": [
            {"customer": hongda, "name": _("Zhang"), "role": _("Finance"), "phone": "13800000001"},
            {"customer": ruixiang, "name": _("Li"), "role": _("Owner"), "phone": "13800000002"},
        ],
    }  # fmt: skip
    return lines[kind]


def _statements(first: str, second: str) -> list[dict[str, Cell]]:
    """A whole statement, and the few lines that a small firm gives."""
    return [
        {
            "customer": first, "period_end": date(2025, 12, 31), "months": 12, "currency": "CNY", "unit": _("Yuan"),
            "audited": _("Audited"), "cash": Decimal(800000), "receivables": Decimal(2500000), "inventory": Decimal(2300000),
            "current_assets": Decimal(6000000), "total_assets": Decimal(10000000), "current_liabilities": Decimal(4000000),
            "total_liabilities": Decimal(5500000), "equity": Decimal(4500000), "revenue": Decimal(15000000),
            "cogs": Decimal(12000000), "ebit": Decimal(900000), "interest": Decimal(180000), "net_income": Decimal(540000),
        },
        {
            "customer": second, "period_end": date(2025, 12, 31), "months": 12, "unit": _("Ten thousand"),
            "audited": _("Not audited"), "total_assets": Decimal(320), "total_liabilities": Decimal(210), "revenue": Decimal(560),
        },
    ]  # fmt: skip
