"""Services about getting the money: reminders, promises, contacts, the road to court. Loaded as `Services` says."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.deal_services import DealServices

if TYPE_CHECKING:
    from app.services.calendar import Calendar
    from app.services.contacting import Contacting
    from app.services.feedback import Feedbacks
    from app.services.letter_making import LetterMaking
    from app.services.letter_texts import LetterTexts
    from app.services.letters import Letters
    from app.services.matter_papers import MatterPapers
    from app.services.matters import Matters
    from app.services.notices import Notices
    from app.services.promises import Promises
    from app.services.reminders import Reminders
    from app.services.snoozing import Snoozing
    from app.services.visit_paper import VisitPapers
    from app.services.visits import Visits
    from app.services.write_offs import WriteOffs


class CollectionServices(DealServices):
    """With what is done so that they pay."""

    @cached_property
    def snoozing(self) -> Snoozing:
        from app.services.snoozing import Snoozing

        return Snoozing(self.store, self.today)

    @cached_property
    def promises(self) -> Promises:
        from app.services.promises import Promises

        return Promises(self.store, self.today)

    @cached_property
    def contacting(self) -> Contacting:
        from app.services.contacting import Contacting

        return Contacting(self.store, self.today)

    @cached_property
    def letter_texts(self) -> LetterTexts:
        from app.services.letter_texts import LetterTexts

        return LetterTexts(self.store)

    @cached_property
    def letter_making(self) -> LetterMaking:
        from app.services.letter_making import LetterMaking

        return LetterMaking(self.store, self.today)

    @cached_property
    def letters(self) -> Letters:
        from app.services.letters import Letters

        return Letters(self.store, self.today)

    @cached_property
    def feedback(self) -> Feedbacks:
        from app.services.feedback import Feedbacks

        return Feedbacks(self.store, self.today, self.disputes)

    @cached_property
    def visits(self) -> Visits:
        from app.services.visits import Visits

        return Visits(self.store, self.today, self.feedback)

    @cached_property
    def matters(self) -> Matters:
        from app.services.matters import Matters

        return Matters(self.store, self.today)

    @cached_property
    def reminders(self) -> Reminders:
        from app.services.reminders import Reminders

        return Reminders(self.store, self.today)

    @cached_property
    def notices(self) -> Notices:
        from app.services.notices import Notices

        return Notices(self.store, self.today)

    @cached_property
    def write_offs(self) -> WriteOffs:
        from app.services.write_offs import WriteOffs

        return WriteOffs(self.store, self.today)

    @cached_property
    def visit_papers(self) -> VisitPapers:
        from app.services.visit_paper import VisitPapers

        return VisitPapers(self.store, self.today, self.visits)

    @cached_property
    def matter_papers(self) -> MatterPapers:
        from app.services.matter_papers import MatterPapers

        return MatterPapers(self.store, self.today)

    @cached_property
    def calendar(self) -> Calendar:
        from app.services.calendar import Calendar

        return Calendar(self.store, self.today)
