"""A whole book as tables that Excel opens and `import` takes: nobody is locked in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from app.models import portable
from app.models.financials import LINES
from app.models.store import Store
from app.services.exports import ExportColumn, Kind, harmless, write_table
from app.services.outfile import make_folder

# The canonical columns of each kind of file, in order; what is not text says so.
COLUMNS: Final = {
    "customers": "code name short_name registration_no country region industry size since:day terms_days:number terms_basis "
    "terms_day:number early_discount early_days:number credit_limit currency owner group phone email address note",
    "contacts": "customer name role phone email wechat",
    "contracts": "number customer amount:money signed_on:day title currency rate start:day end:day penalty_per_day "
    "custom_goods:number prepay_share margin instalments",
    "financials": "customer period_end:day months:number currency unit audited received_on:day "
    + " ".join(f"{line}:number" for line in LINES)
    + " opinion note",
    "invoices": "number customer issue_date:day due_date:day amount:money currency rate kind applies_to contract disputed:number "
    "disputed_amount order_no tax_invoice_no product_line instalments note",
    "payments": "number customer date:day amount:money currency rate type method reference payer bill_no bill_acceptor "
    "bill_due:day bill_status applies_to returns refund_of purpose contract note",
}
KINDS: Final[dict[str, Kind]] = {"": "text", "day": "day", "money": "money", "number": "number"}


def export(store: Store, folder: Path, ending: str, on: date) -> list[Path]:
    """Writes customers, contacts, contracts, invoices, payments and financial statements into `folder` (made when missing); `ending` is "csv" or "xlsx".

    Imported in this order into a new book of the same currency they give the same figures of today: what was applied,
    given up, returned, paid back, kept, moved and is in dispute comes along as it stands now. What was voided and
    contracts that nobody signed are left out. (`book_tables` carries every fact as it is, and so the figures of every
    day.) Raises UserError where nothing can be written.
    """
    make_folder(folder)
    with store.snapshot():
        tables = {
            "customers": portable.customers(store, on),
            "contacts": portable.contacts(store),
            "contracts": portable.contracts(store),
            "invoices": portable.receivables(store),
            "payments": portable.payments(store),
            "financials": portable.financials(store),
        }
    written = []
    for kind, rows in tables.items():
        path = folder / f"{kind}.{ending}"
        columns = [_column(name) for name in COLUMNS[kind].split()]
        write_table(path, kind, columns, map(_guarded, rows) if ending == "xlsx" else rows)
        written.append(path)
    return written


def _guarded(row: portable.Row) -> portable.Row:
    """Import takes one `'` away before a sign of a formula; a text that begins so by itself gets another."""
    return tuple(harmless(cell) if isinstance(cell, str) and cell.startswith("'") else cell for cell in row)


def _column(text: str) -> ExportColumn:
    name, _colon, kind = text.partition(":")
    return ExportColumn(name, KINDS[kind])
