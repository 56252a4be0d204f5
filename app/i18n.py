"""Words: English msgids, one gettext catalogue for windows, papers and the command line."""

from __future__ import annotations

import gettext
import locale
import os
from typing import Final

from app import machine

LANGUAGES: Final = ("zh_CN", "en")
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def default_language() -> str:
    """The system's language where it is English, else Chinese (Chinese first)."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not named:
        named = locale.getlocale()[0] or ""
    return "en" if named.lower().startswith("en") else "zh_CN"


def use(language: str) -> None:
    """Speak `language` ("zh_CN" or "en") from now on."""
    global _catalogue, _language  # noqa: PLW0603 - the language of a process is one thing
    _language = language if language in LANGUAGES else "zh_CN"
    _catalogue = gettext.translation("kedun", str(machine.resources() / "locale"), [_language], fallback=True)


def language() -> str:
    return _language


def _(text: str) -> str:
    """The sentence in the language in use."""
    return _catalogue.gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count` things; both forms may hold {count}."""
    return _catalogue.ngettext(one, many, count).format(count=count)


def pgettext(context: str, text: str) -> str:
    """The word in a context, where one English word has two Chinese ones."""
    return _catalogue.pgettext(context, text)


def mark(text: str) -> str:
    """Marks a msgid that is translated later, when it is shown."""
    return text
