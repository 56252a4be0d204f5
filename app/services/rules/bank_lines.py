"""Lines of a bank's statement, what they may settle, and why: the values that matching works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Strength = Literal["likely", "possible"]
Code = Literal["payer", "account", "name", "alike", "exact", "sum", "number", "fee", "part", "advance"]

# A payer that pays for everybody tells nothing: payment companies, and names that the bank blotted out.
_COMPANIES: Final = ("支付宝", "财付通", "微信", "银联", "网银在线", "拉卡拉", "待清算", "paypal", "stripe", "adyen")


@dataclass(frozen=True, slots=True)
class Line:
    """Money in: `payer` and `words` are plain keys, `tail` the end of the account, `text` as the bank wrote it, upper case."""

    id: int
    amount: int
    currency: str
    payer: str
    tail: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An open instalment; `numbers` = those of the receivable and of its tax invoice, upper case."""

    id: int
    customer_id: int
    number: str
    numbers: tuple[str, ...]
    currency: str
    open: int


@dataclass(frozen=True, slots=True)
class Known:
    """Who is who: plain names of customers, learnt payers by plain name, and by the account's end alone."""

    names: Sequence[tuple[str, int]]
    payers: Mapping[str, frozenset[int]]
    tails: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: `numbers` of the receivables it is about, `amount` in minor units (a fee, an advance)."""

    code: Code
    numbers: tuple[str, ...] = ()
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Parts = (instalment, amount); `rest` is kept as an advance; `fee` is what the bank took from the last part's row."""

    customer_id: int
    parts: tuple[tuple[int, int], ...]
    rest: int
    fee: int
    strength: Strength
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A line with its suggestions, the best first; none when nothing was found."""

    line_id: int
    suggestions: tuple[Suggestion, ...]

    @property
    def strength(self) -> Literal["likely", "possible", "none"]:
        return self.suggestions[0].strength if self.suggestions else "none"


def telling(payer: str | None) -> bool:
    """Whether a payer's name says who paid."""
    return bool(payer) and "*" not in str(payer) and not any(word in str(payer).casefold() for word in _COMPANIES)
