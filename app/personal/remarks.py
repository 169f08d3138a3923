"""What limits the figures of an evaluation, in plain words: too little data is said, not hidden."""

from collections import Counter

from app.personal.evaluation import Evaluation

WIDE = 0.1
"""An interval wider than this says little."""
FEW_PER_LABEL = 10
"""Clips; with fewer, one mistake moves a label's recall by more than ten points."""


def remarks(evaluation: Evaluation) -> list[str]:
    """Return one line for each thing that the figures cannot tell."""
    found = []
    low, high = evaluation.interval()
    if high - low > WIDE:
        found.append(f"few clips, so a wide interval: the true accuracy may be anything from {low:.0%} to {high:.0%}")
    supports = Counter(outcome.truth for outcome in evaluation.outcomes)
    few = sorted(label for label, count in supports.items() if count < FEW_PER_LABEL)
    if few and len(few) < len(supports):
        found.append(f"fewer than {FEW_PER_LABEL} clips of {', '.join(few)}: their own figures say little")
    elif few:
        found.append(f"fewer than {FEW_PER_LABEL} clips of every label: read the sum only")
    return found
