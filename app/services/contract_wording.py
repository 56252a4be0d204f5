"""Words about contracts: states, sizes, the penalty for being late as people write and read it."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.i18n import _, mark, ngettext
from app.models.errors import UserError
from app.models.listing import Summary
from app.services.contract_rows import ContractRow
from app.services.formats import NOTHING, money, percent
from app.services.imports.values import rate_a_day

STATUSES: Final = {
    "draft": (mark("Not signed yet"), "pencil-simple", "text2"),
    "signed": (mark("Signed"), "check", ""),
    "running": (mark("Under way"), "clock", ""),
    "done": (mark("Done"), "check-circle", "good"),
    "terminated": (mark("Terminated"), "prohibit", "text2"),
}
SIZES: Final = {
    None: mark("Not known"),
    "micro": mark("Micro"),
    "small": mark("Small"),
    "medium": mark("Medium"),
    "large": mark("Large"),
}
DAYS_A_YEAR: Final = 365
_YEAR: Final = re.compile(
    r"(?:每年|年利率|年化|年)?\s*([\d.]+)\s*%\s*(?:/?\s*(?:年|每年|a year|per year|p\.?a\.?|year))?"
)


def read_penalty(text: str) -> int | None:
    """Millionths a day of "0.05%", "0.5‰", "万分之五", or of a rate a year: "18.25% a year", "年 18.25%". Raises UserError."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    a_year = _YEAR.fullmatch(folded)
    if a_year and re.search("年|year|p", folded):
        day = Decimal(a_year[1]) / 100 / DAYS_A_YEAR
    else:
        read = rate_a_day(folded)
        if read is None:
            return None
        if not isinstance(read, Decimal):
            raise UserError(_("Write the penalty a day or a year, such as 0.05%, 0.5‰ or 18.25% a year."))
        day = read
    return int((day * 1_000_000).quantize(Decimal(1), ROUND_HALF_UP))


def penalty_text(ppm_day: int | None) -> str:
    """ "0.05% a day"."""
    if ppm_day is None:
        return NOTHING
    return _("{rate}% a day").format(rate=f"{(Decimal(ppm_day) / 10_000).normalize():f}")


def penalty_sentence(ppm_day: int) -> str:
    """ "0.05% a day = 18.25% a year"."""
    a_year = percent(Decimal(ppm_day) * DAYS_A_YEAR / 1_000_000, 2)
    return _("{day} = {year} a year").format(day=penalty_text(ppm_day), year=a_year)


def status_text(row: ContractRow) -> str:
    return _(STATUSES[row.status][0])


def list_footer(found: Summary, currency: str) -> str:
    """Under the list: how many, what was invoiced of them, what of it is open."""
    count = ngettext("{count} contract", "{count} contracts", found.count)
    words = {name: money(found.sums[name], currency) for name in ("invoiced", "open")}
    return _("{contracts} · receivables so far {invoiced} · outstanding {open}").format(contracts=count, **words)
