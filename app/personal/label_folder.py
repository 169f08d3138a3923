"""Folder names for labels: plain words as they are, anything else spelt so that every system can keep it.

What a system may refuse or change is spelt as in a web address (``%2F`` for a slash), so that the label can be read
back from the folder alone. What is too long even so is cut, and ends in ``%~`` and a digest.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate
from urllib.parse import unquote_to_bytes

from app.errors import UsageError

LONGEST_LABEL = 1_000
"""Characters; what is longer was pasted by mistake."""

LONGEST_NAME = 120
"""Bytes. Linux takes 255, but Windows 260 for the whole path, and encrypted home folders 143."""

CUT_NAME = 100
"""Bytes that are kept of a name that is too long, before the digest."""

REFUSED = frozenset('%/\\:*?"<>|')
"""Characters that Windows refuses in a name, and the one that begins a spelling."""

RESERVED = re.compile(
    r"((con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*| *)|manifest\.jsonl.*)", re.IGNORECASE | re.DOTALL
)
"""Names that belong to Windows, with any ending, and to the manifest."""

CUT_MARK = "%~"


def clean_label(label: str) -> str:
    """Return ``label`` without spaces around it, its characters composed (NFC), as two keyboards may differ in that.

    Raises:
        UsageError: nothing is left, or it holds what cannot be shown, or it is too long.
    """
    cleaned = unicodedata.normalize("NFC", label).strip()
    if not cleaned:
        raise UsageError("the label is empty; name the word that is said")
    if odd := next((c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")), ""):
        raise UsageError(f"label {cleaned[:40]!a} holds {odd!a}, which cannot be shown; use letters, digits and spaces")
    if len(cleaned) > LONGEST_LABEL:
        raise UsageError(f"label {cleaned[:20]!r}… has {len(cleaned)} characters; use {LONGEST_LABEL} at most")
    return cleaned


def folder_name(label: str, taken: Iterable[str] = ()) -> str:
    """Return the name of the folder for a clean label.

    Args:
        taken: names of the folders that other labels have; one that differs in case alone is the same to Windows and
            macOS, and is kept clear of.
    """
    name = _fitted(_pieces(label), label)
    if _alike(name) in {_alike(other) for other in taken}:
        return _fitted([_spelt(c) for c in label], label)
    return name


def label_of(name: str) -> str:
    """Return the label that a folder's name means: what it spells, or the name itself. A cut name stays cut."""
    try:
        spelt = unquote_to_bytes(name).decode()
    except UnicodeError:
        spelt = name
    return unicodedata.normalize("NFC", spelt).strip()


def _pieces(label: str) -> list[str]:
    """Return the characters of ``label``, those spelt that a system may refuse, hide or lose."""
    pieces = [_spelt(c) if c in REFUSED or _is_invisible(c) else c for c in label]
    if label[0] == "." or RESERVED.fullmatch(label):
        pieces[0] = _spelt(label[0])
    if label[-1] == ".":
        pieces[-1] = _spelt(".")
    return pieces


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf" and character != "\u200d"  # which joins emoji to one


def _spelt(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _fitted(pieces: Sequence[str], label: str) -> str:
    """Return the pieces joined, cut where they are too long for a name."""
    if len("".join(pieces).encode()) <= LONGEST_NAME:
        return "".join(pieces)
    ends = accumulate(len(piece.encode()) for piece in pieces)
    kept = sum(end <= CUT_NAME for end in ends)
    return "".join(pieces[:kept]) + CUT_MARK + hashlib.sha256(label.encode()).hexdigest()[:12]


def _alike(name: str) -> str:
    """Return what is the same for two names that a system may take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
