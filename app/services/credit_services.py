"""Services about what a customer may owe: score, limits, credit in use, the credit file and its reviews. Loaded as `Services` says."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.ledger_services import LedgerServices

if TYPE_CHECKING:
    from app.services.credit_file import CreditFile
    from app.services.credit_forms import CreditForms
    from app.services.credit_papers import CreditPapers
    from app.services.exposure import Exposures
    from app.services.limits import Limits
    from app.services.monitoring import Monitoring
    from app.services.policy_versions import Policies
    from app.services.reviews import Reviews
    from app.services.risks import Risks
    from app.services.scoring import Scoring


class CreditServices(LedgerServices):
    """With what a customer may owe."""

    @cached_property
    def policies(self) -> Policies:
        from app.services.policy_versions import Policies

        return Policies(self.store, self.today)

    @cached_property
    def monitoring(self) -> Monitoring:
        from app.services.monitoring import Monitoring

        return Monitoring(self.store, self.today)

    @cached_property
    def limits(self) -> Limits:
        from app.services.limits import Limits

        return Limits(self.store, self.today)

    @cached_property
    def credit_papers(self) -> CreditPapers:
        from app.services.credit_papers import CreditPapers

        return CreditPapers(self.store, self.today)

    @cached_property
    def credit_forms(self) -> CreditForms:
        from app.services.credit_forms import CreditForms

        return CreditForms(self.store, self.today)

    @cached_property
    def credit_file(self) -> CreditFile:
        from app.services.credit_file import CreditFile

        return CreditFile(self.store, self.today)

    @cached_property
    def scoring(self) -> Scoring:
        from app.services.scoring import Scoring

        return Scoring(self.store, self.today)

    @cached_property
    def reviews(self) -> Reviews:
        from app.services.reviews import Reviews

        return Reviews(self.store, self.today)

    @cached_property
    def exposure(self) -> Exposures:
        from app.services.exposure import Exposures

        return Exposures(self.store, self.today)

    @cached_property
    def risks(self) -> Risks:
        from app.services.risks import Risks

        return Risks(self.store, self.today)
