"""How money came, in words."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark

METHODS: Final = {
    "transfer": mark("Bank transfer"),
    "cash": mark("Cash"),
    "wechat": mark("WeChat Pay"),
    "alipay": mark("Alipay"),
    "cheque": mark("Cheque"),
    "bank_bill": mark("Bank acceptance draft"),
    "trade_bill": mark("Trade acceptance draft"),
    "card": mark("Card"),
    "other": mark("Other method"),
}


def method_name(code: str) -> str:
    """A method of payment; an unknown code stands for itself."""
    return _(METHODS[code]) if code in METHODS else code
