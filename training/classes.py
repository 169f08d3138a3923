"""The classes that a network is trained on, and how they fold into the labels that a model answers.

Training on all 35 Speech Commands words and folding 15 of them into ``unknown`` afterwards separates near words
(tree and three, forward and four) far better than one mixed class does.
"""

from app.vocabulary import COMMANDS, DIGITS, SHIPPED_LABELS, SILENCE, UNKNOWN

OTHER_WORDS = (
    "backward",
    "bed",
    "bird",
    "cat",
    "dog",
    "follow",
    "forward",
    "happy",
    "house",
    "learn",
    "marvin",
    "sheila",
    "tree",
    "visual",
    "wow",
)
"""The Speech Commands words that are neither digits nor commands."""

WORDS = DIGITS + COMMANDS + OTHER_WORDS
SPEECH = "_speech_"
"""Running speech and other phrases: no isolated word of ours."""

NOISE = "_noise_"
"""Rooms, machines, weather, and nothing at all."""

CLASSES = (*WORDS, SPEECH, NOISE)
LABELS = SHIPPED_LABELS


def label_of(name: str) -> str:
    """Return the label that class ``name`` folds into."""
    if name == NOISE:
        return SILENCE
    return name if name in DIGITS or name in COMMANDS else UNKNOWN
