"""What the parts below the window say, in the user's language: they know no Qt, and write English."""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from app.gui.help.phrase_list import CONTEXT, PHRASES
from app.gui.numbers import written

QUANTITY = re.compile(r"[-−]?\d+(\.\d+)?( ?(%|[a-zA-Z]{1,4}))?")
"""Such as ``12``, ``0.5 %`` or ``7.9 kHz``."""


def translated(text: str) -> str:
    """Return one line of English as the user reads it; what is not in the list of phrases stays as it is.

    What stands in the place of a ``{}`` is translated likewise, since it may be a phrase itself, or a number.
    """
    for phrase, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return QCoreApplication.translate(CONTEXT, phrase).format(*map(translated, found.groups()))
    return written(text) if QUANTITY.fullmatch(text) else text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return every phrase with what it matches, the longest first: they are the most particular."""
    return tuple((phrase, _pattern(phrase)) for phrase in sorted(PHRASES, key=len, reverse=True))


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, phrase.split("{}"))), re.DOTALL)
