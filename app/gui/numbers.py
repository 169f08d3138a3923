"""Numbers in texts, as the user's language writes them."""

import re
import string

from PySide6.QtCore import QLocale


def filled(text: str, *values: object) -> str:
    """Return ``text`` with its places filled, as ``str.format`` does; fractions have the language's own sign."""
    return _Written().vformat(text, values, {})


def written(number: str) -> str:
    """Return a number in English, such as ``-0.5``, as the language writes it, and a share as the window does."""
    return re.sub(r"(?<=\d)%", " %", number.replace("-", "−").replace(".", QLocale().decimalPoint()))


class _Written(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        text: str = super().format_field(value, format_spec)
        return written(text) if isinstance(value, float) else text
