from __future__ import annotations

from datetime import date
from threading import Thread

from app import i18n
from app.i18n import _
from app.services.formats import letter_day


def test_a_paper_speaks_another_language_than_the_window() -> None:
    said: list[str] = []
    with i18n.speaking("zh_CN"):
        other = Thread(target=lambda: said.append(_("Customer")))
        other.start()
        other.join()
        assert (_("Customer"), i18n.language(), letter_day(date(2026, 11, 21))) == ("客户", "zh_CN", "2026年11月21日")
    assert said == ["Customer"]  # the window goes on in its own
    assert (_("Customer"), i18n.language(), letter_day(date(2026, 1, 5))) == ("Customer", "en", "5 Jan 2026")
