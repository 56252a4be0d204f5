"""Cells of contract files: payment plans, shares, earnest money. What is read is what an export writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from app.models.plans import NODES, Nature, Node, PlanLine, when_text
from app.services.imports import amounts, days
from app.services.imports.reasons import Bad
from app.services.imports.values import text

WHOLE: Final = 10_000
_PIECE: Final = re.compile(
    r"([\d.,]+)(?:\s*(%)\s*[@: ]?\s*|\s*[@: ]\s*)(.+?)(?:\s+(earnest|prepayment|payment|retention|定金|预付款|预付|质保金?|质量保证金))?"
)
_SHARE_LAST: Final = re.compile(r"(.*[^\s\d.,:])\s*:?\s*([\d.,]+\s*%)")  # 发货前40%
_WHEN: Final = re.compile(
    r"(.+?)(?:后|款)?\s*(?:\+?\s*(\d{1,4})\s*(?:天|日|days?)?|\+\s*(terms|账期))?(?:内|付|支付|付款)?"
)
_NODES: Final[dict[str, Node]] = {
    **{node.replace("_", each): node for node in NODES for each in (" ", "_", "-")}, "签约": "signing", "签订": "signing",
    "合同签订": "signing", "签字": "signing", "投产前": "before_production", "生产前": "before_production", "排产前": "before_production",
    "发货前": "before_shipment", "提货前": "before_shipment", "出货前": "before_shipment", "before shipping": "before_shipment",
    "交货": "delivery", "到货": "delivery", "货到": "delivery", "发货": "delivery", "验收": "acceptance", "质保": "retention",
    "质保期满": "retention", "质保金": "retention", "预付": "signing",
}  # fmt: skip
_BY_TERMS: Final = frozenset(("terms", "月结", "账期", "by terms"))
_NATURES: Final[dict[str, Nature]] = {
    "earnest": "earnest", "定金": "earnest", "prepayment": "prepayment", "预付款": "prepayment", "预付": "prepayment", "payment": "payment",
}  # fmt: skip


class Planned(NamedTuple):
    """One line of a plan: `share` of the whole (0.3) or an `amount` in major units; the rest as in `PlanLine`."""

    share: Decimal | None
    amount: Decimal | None
    node: Node
    nature: Nature
    days_after: int | None
    fixed_on: date | None

    def __str__(self) -> str:
        part = self.amount if self.share is None else f"{(self.share * 100).normalize():f}%"
        return f"{part} {when_text(self.node, self.days_after, self.fixed_on)}"

    def line(self, minor: Callable[[Decimal], int]) -> PlanLine:
        """`minor` turns major units into minor ones."""
        bp = None if self.share is None else int((self.share * WHOLE).quantize(Decimal(1), ROUND_HALF_UP))
        amount = 0 if self.amount is None else minor(self.amount)
        return PlanLine(self.node, amount, bp, self.nature, self.days_after, self.fixed_on)


class Portion(NamedTuple):
    """A share of the contract, as earnest money is often written."""

    share: Decimal

    def __str__(self) -> str:
        return f"{(self.share * 100).normalize():f}%"


def plan(cell: object) -> tuple[Planned, ...] | Bad | None:
    """ "30% signing; 60% acceptance; 10% acceptance+365 retention", amounts in the place of shares, days in the place of nodes,
    a share may follow its node ("发货前40%").

    "delivery+30" = 30 days after it, "terms" or "delivery+terms" = by the customer's terms; "earnest" behind it = 定金.
    """
    written = unicodedata.normalize("NFKC", text(cell) or "").casefold()
    pieces = [_planned(each.strip()) for each in re.split(r"[;\n、]", written) if each.strip()]
    if not pieces:
        return None
    return Bad("not_a_plan") if None in pieces else tuple(each for each in pieces if each is not None)


def share(cell: object) -> Decimal | Bad | None:
    """ "30%", 0.3 or 30: a share of the whole, -100 % to 100 %."""
    word = unicodedata.normalize("NFKC", text(cell) or "").casefold()
    if word in amounts.BLANKS:
        return None
    try:
        number = Decimal(word.removesuffix("%").strip())
    except InvalidOperation:
        return Bad("not_a_share")
    found = number / 100 if word.endswith("%") or abs(number) > 1 else number
    return found if number.is_finite() and abs(found) <= 1 else Bad("not_a_share")


def portion(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """An amount, or a share with its sign: "20%"."""

    def convert(cell: object) -> Any:
        if unicodedata.normalize("NFKC", text(cell) or "").strip().endswith("%"):
            found = share(cell)
            return Portion(found) if isinstance(found, Decimal) else found
        return read(cell)

    return convert


def _planned(piece: str) -> Planned | None:
    turned = _SHARE_LAST.fullmatch(piece)
    found = _PIECE.fullmatch(f"{turned[2]} {turned[1]}" if turned else piece)
    number = _number(found[1]) if found else None
    when = _when(found[3]) if found else None
    if found is None or number is None or when is None:
        return None
    node, after, fixed = when
    if found[4] in ("retention", "质保", "质保金", "质量保证金"):
        node = "retention"
    usual: Nature = "prepayment" if node in NODES[:3] else "payment"
    part, amount = (number / 100, None) if found[2] else (None, number)
    return Planned(part, amount, node, _NATURES.get(found[4] or "", usual), after, fixed)


def _when(word: str) -> tuple[Node, int | None, date | None] | None:
    """(node, days after it, fixed day)."""
    if word in _BY_TERMS:
        return "delivery", None, None
    day = days.read_day(word)
    if isinstance(day, date):
        return "fixed", None, day
    found = _WHEN.fullmatch(word)
    node = _NODES.get(found[1].strip()) or _NODES.get(word) if found else None
    if found is None or node is None:
        return None
    if found[3]:
        return node, None, None
    return node, int(found[2] or 0) if found[2] or node in ("delivery", "acceptance") else None, None


def _number(word: str) -> Decimal | None:
    try:
        found = Decimal(word.replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and found > 0 else None
