"""What the study of voice profiles found, counted and put into tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.personal.statistics import mcnemar, wilson_interval
from app.types import Json
from training.held_out import CUSTOM_WORDS


@dataclass
class Tally:
    """Right before and after, over clips; better and worse are clips that changed."""

    clips: int = 0
    before: int = 0
    after: int = 0
    better: int = 0
    worse: int = 0

    def add(self, truth: str, before: str, after: str) -> None:
        """Count one clip by its answers."""
        self.clips += 1
        self.before += before == truth
        self.after += after == truth
        self.better += before != truth == after
        self.worse += before == truth != after

    def figures(self) -> Json:
        """Return counts, shares and their 95 % Wilson intervals."""
        rows = {}
        for name, right in (("before", self.before), ("after", self.after)):
            low, high = wilson_interval(right, self.clips)
            rows[name] = {"correct": right, "accuracy": right / self.clips, "low": low, "high": high}
        return {
            "clips": self.clips,
            **rows,
            "better": self.better,
            "worse": self.worse,
            "p": mcnemar(self.better, self.worse),
        }


def table(figures: Mapping[str, Json]) -> str:
    """Return the findings as Markdown tables."""
    lines = ["| speaker | clips | before | after | errors | refused |", "|---|--:|---|---|---|--:|"]
    for speaker, found in figures.items():
        lines.append(f"| {speaker} | {_row(found['voice'])} | {found['refused']} |")
    refused = sum(found["refused"] for found in figures.values())
    lines += [f"| **together** | {_row(_sum([found['voice'] for found in figures.values()]))} | {refused} |", ""]
    lines += ["| custom word | clips | recall before | recall after | missed |", "|---|--:|---|---|---|"]
    for word in CUSTOM_WORDS:
        parts = [found["words"][word] for found in figures.values() if word in found["words"]]
        lines.append(f"| `{word}` | {_row(_sum(parts))} |")
    lines += ["", "| other voices | clips | before | after | errors |", "|---|--:|---|---|---|"]
    for name, title in (("others", "profile for the voice"), ("others_words", "profile for the custom words")):
        lines.append(f"| {title} | {_row(_sum([found[name] for found in figures.values()]))} |")
    accepted = sum(found["accepted"] for found in figures.values())
    clips = sum(found["others_words"]["clips"] for found in figures.values())
    lines += ["", f"Taken for a custom word: {accepted} of {clips:,} clips of other words, noise and silence."]
    return "\n".join(lines)


def _sum(parts: Sequence[Json]) -> Json:
    tally = Tally()
    for part in parts:
        tally.clips += part["clips"]
        tally.before += part["before"]["correct"]
        tally.after += part["after"]["correct"]
        tally.better += part["better"]
        tally.worse += part["worse"]
    return tally.figures()


def _row(found: Json) -> str:
    cells = [f"{found['clips']:,}"]
    for name in ("before", "after"):
        part = found[name]
        cells.append(f"{part['accuracy']:.1%} ({part['low']:.1%} to {part['high']:.1%})")
    errors = [found["clips"] - found[name]["correct"] for name in ("before", "after")]
    return " | ".join([*cells, f"{errors[0]} → {errors[1]}"])
