"""How a sheet of late interest is made. Rules: `rules/interest.py`, `rules/late_rules.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final

from app.i18n import _
from app.models.accruals import Debt, Part
from app.models.errors import Invalid, UserError
from app.services.debt_facts import DebtFacts
from app.services.interest_sheet import InterestOptions, InterestSheet, PartInterest
from app.services.interest_wording import SERIES
from app.services.rates import ReferenceRate
from app.services.rules import interest, late_rules
from app.services.rules.interest import Accrual, Ladder, Rate, accrue
from app.services.rules.late_rules import OWN_RATE, Choice, Facts

DAY: Final = timedelta(days=1)
# The table of reference rates behind each regime; contract, flat and cn-sme have a rate of their own.
TABLES: Final = {"cn-lpr": "LPR1Y", "eu": "ECB_MRO", "uk": "BOE_BANK"}


@dataclass
class Making:
    """One computation: the facts of a debt, the rule, its rates, the sheet."""

    given: DebtFacts
    debt: Debt
    options: InterestOptions

    def made(self) -> InterestSheet:
        known = self.given.parts.get(self.debt.receivable_id, [])
        parts = tuple(done for part in known if (done := self._part(part)) is not None)
        fee = late_rules.fixed_fee(self.choice.regime, sum(p.principal for p in parts), self.debt.currency)
        fee_currency, minor = fee if fee and parts else (self.debt.currency, 0)
        return InterestSheet(
            company=self.given.company.name,
            invoice=self.debt.number,
            receivable_id=self.debt.receivable_id,
            customer_id=self.debt.customer_id,
            customer_code=self.debt.customer_code,
            customer=self.debt.customer,
            contract=self.debt.contract,
            issued_on=self.debt.issued_on,
            as_of=self.given.on,
            currency=self.debt.currency,
            regime=self.choice.regime,
            options=self.options,
            reasons=self._reasons(),
            risks=self._risks(parts),
            parts=parts,
            parts_total=len(known),
            rates=self._rates_used(parts),
            fixed_fee=minor,
            fee_currency=fee_currency,
            fee_claimed=self._fee_claimed(parts),
            per_day=sum(self._per_day(part) for part in parts),
            excess=self._excess(parts),
        )

    # --- which rule

    @cached_property
    def clause(self) -> Rate | None:
        """The agreed rate: what was typed, else the contract's penalty a day."""
        ppm = self.debt.penalty_ppm_day
        return self.options.rate or (Rate(Decimal(ppm) / 10**6, "day") if ppm else None)

    @cached_property
    def facts(self) -> Facts:
        own, debt = self.given.company, self.debt
        law = debt.governing if debt.governing and len(debt.governing) == 2 else own.country
        abroad = bool(debt.buyer_country) and str(debt.buyer_country).upper() not in (own.country, "CHINA", "中国")
        return Facts(
            law=law.upper(),
            agreed_on=self.agreed_on,
            clause=self.clause,
            buyer_public=debt.buyer_public,
            buyer_size=debt.buyer_size,
            buyer_abroad=abroad,
            seller_size=own.size_class,
            declared=own.sme_declared or debt.sme_notice_on is not None,
            services=own.pack == "services",
        )

    @property
    def agreed_on(self) -> date:
        return self.debt.signed_on or self.debt.issued_on

    @cached_property
    def choice(self) -> Choice:
        wanted = self.options.regime
        if wanted == "auto":
            return late_rules.choose_regime(self.facts)
        return late_rules.chosen_regime(wanted, self.facts)

    @cached_property
    def agreed(self) -> Rate:
        """The rate of contract and flat, raised to LPR where the regulation wants it. Raises Invalid when none is known."""
        if self.clause is None:
            words = {
                "contract": _("No rate of interest is agreed in a contract of this receivable. Give the rate."),
                "flat": _("No law gives a rate here: it is what was agreed. Give the rate."),
            }
            raise Invalid("rate", words[self.choice.regime])
        if self.choice.regime != "contract" or not self.facts.sme_parties:
            return self.clause
        return late_rules.raised(self.clause, interest.rate_at(self.given.chinese, self.agreed_on))

    def _reasons(self) -> tuple[str, ...]:
        lifted = self.choice.regime == "contract" and self.agreed != self.clause
        return (*self.choice.reasons, "raised_to_lpr") if lifted else self.choice.reasons

    def _risks(self, parts: tuple[PartInterest, ...]) -> tuple[str, ...]:
        regime, risks = self.choice.regime, self.choice.risks
        if regime == "uk" and self.debt.currency != "GBP":
            risks = (*risks, "fee_needs_pounds")
        series = TABLES.get(regime)
        read = [part.due_on + DAY if self._is_fixed else part.segments[-1].end for part in parts]
        return (*risks, "stale_rates") if series and read and self.given.table.stale(series, max(read)) else risks

    @property
    def _is_fixed(self) -> bool:
        """Whether the rate of the first day holds for the whole debt."""
        floating = self.options.floating
        return not floating if self.choice.regime == "cn-lpr" else floating is False or self.choice.regime == "uk"

    # --- rates

    def ladder(self, due_on: date) -> Ladder:
        """The rates of a debt due on a day. Raises UserError where the table has none: never 0 %."""
        regime, floating = self.choice.regime, self.options.floating
        ways: dict[str, Callable[[], Ladder]] = {
            "cn-lpr": lambda: late_rules.lifted(
                self.given.chinese, self.options.uplift, due_on, floating=bool(floating)
            ),
            "eu": lambda: late_rules.eu_ladder(
                self.given.ladder("ECB_MRO"), due_on, self.given.on, reset=floating is not False
            ),
            "uk": lambda: late_rules.uk_ladder(self.given.ladder("BOE_BANK"), due_on),
            "cn-sme": lambda: ((due_on, late_rules.SME_RATE),),
        }
        try:
            return ways.get(regime, lambda: ((due_on, self.agreed),))()
        except LookupError as missing:
            raise self._no_rate(missing) from missing

    def _no_rate(self, missing: LookupError) -> UserError:
        series, day = TABLES[self.choice.regime], missing.args[0]
        if series == "LPR1Y" and day < late_rules.LPR_SINCE:
            series = "PBOC1Y"
        words = _("“{series}” has no rate for {day}. Add it under File, Rates, with its source.")
        return UserError(words.format(series=_(SERIES[series]), day=day))

    def _rates_used(self, parts: tuple[PartInterest, ...]) -> tuple[ReferenceRate, ...]:
        """The rows of the tables behind the segments, the oldest first."""
        series = TABLES.get(self.choice.regime)
        if series is None:
            used = [self._row("LPR1Y", self.agreed_on)] if "raised_to_lpr" in self._reasons() else []
        else:
            used = [self._row(series, day) for part in parts for day in self._days_looked_up(part)]
        found = {(row.series, row.on_day): row for row in used if row is not None}
        return tuple(found[key] for key in sorted(found, key=lambda key: key[1]))

    def _days_looked_up(self, part: PartInterest) -> list[date]:
        """On which days of the table the rates of an instalment were read."""
        breach, starts = part.due_on + DAY, [segment.start for segment in part.segments]
        if self.choice.regime == "uk":
            return [late_rules.half_year(breach) - DAY]
        days = [breach] if self._is_fixed else starts
        return [late_rules.half_year(day) for day in days] if self.choice.regime == "eu" else days

    def _row(self, series: str, on: date) -> ReferenceRate | None:
        before = series == "LPR1Y" and on < late_rules.LPR_SINCE
        return self.given.table.rate_on("PBOC1Y" if before else series, on)

    # --- amounts

    def _part(self, part: Part) -> PartInterest | None:
        """The interest of an instalment; None where it is not late or was paid in time."""
        if part.due_on is None or part.due_on >= self.given.on:
            return None
        accrual = self._accrual(part, part.due_on)
        ladder = self.ladder(part.due_on)
        try:
            segments = accrue(accrual, ladder)
        except LookupError as missing:
            raise self._no_rate(missing) from missing
        if not segments:
            return None
        still_open = part.amount - sum(amount for _day, amount in accrual.falls)
        disputed = min(part.disputed, still_open)
        return PartInterest(
            instalment_id=part.id,
            seq=part.seq,
            due_on=part.due_on,
            principal=segments[0].principal,
            open=still_open,
            disputed=disputed,
            interest=interest.total(segments),
            disputed_interest=self._of_disputed(accrual, disputed, ladder),
            claimed=self.given.claimed(part.id, "interest", self.debt.currency),
            segments=segments,
        )

    def _accrual(self, part: Part, due_on: date) -> Accrual:
        cap = self.debt.penalty_cap_bp if self.choice.regime == "contract" else None
        return Accrual(
            principal=part.amount,
            due_on=due_on,
            until=self.given.on,
            falls=self.given.falls.get(part.id, ()),
            year=self.options.year,
            exclude_payment_day=self.options.exclude_payment_day,
            cap=Decimal(cap) / 10**4 if cap else None,
        )

    @staticmethod
    def _of_disputed(accrual: Accrual, disputed: int, ladder: Ladder) -> int:
        """What is disputed was open all the time: no payment fell on it."""
        if not disputed:
            return 0
        return interest.total(accrue(replace(accrual, principal=disputed, falls=()), ladder))

    def _per_day(self, part: PartInterest) -> int:
        """Nothing where all is paid, or the agreed cap is reached."""
        last = part.segments[-1]
        capped = self._cap_reached(part)
        return 0 if capped or not part.open else interest.a_day(part.open, last.rate, self.options.year)

    def _cap_reached(self, part: PartInterest) -> bool:
        cap = self.debt.penalty_cap_bp if self.choice.regime == "contract" else None
        return bool(cap) and part.interest * 10**4 >= part.principal * int(cap or 0)

    def _fee_claimed(self, parts: tuple[PartInterest, ...]) -> bool:
        return any(self.given.claimed(part.instalment_id, "fee") for part in parts)

    def _excess(self, parts: tuple[PartInterest, ...]) -> late_rules.Excess | None:
        """Of an agreed rate under Chinese law only."""
        if self.choice.regime not in OWN_RATE or self.facts.law != "CN" or not parts:
            return None
        breach = min(part.due_on for part in parts) + DAY
        at_breach, at_contract = (interest.rate_at(self.given.chinese, day) for day in (breach, self.agreed_on))
        return late_rules.excess(self.agreed, at_breach, at_contract)
