"""What the microphone doctor says: findings, each with a status and a cure, and the report that holds them."""

from dataclasses import dataclass
from typing import Literal

from app.types import Json

Status = Literal["good", "fair", "bad", "unmeasured"]
Verdict = Literal["green", "amber", "red"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    check: str
    """Its name for programs."""
    title: str
    """Its name for people."""
    status: Status
    """``unmeasured`` where there was nothing to tell by; that counts neither for nor against the microphone."""
    value: float | None
    unit: str
    reading: str
    """The value for people."""
    cure: str = ""
    """One line with what to do; empty where nothing is wrong."""

    def to_json(self) -> Json:
        """Return the finding for programs."""
        value = None if self.value is None else round(self.value, 5)
        names = ("check", "status", "unit", "reading", "cure")
        return {**{name: getattr(self, name) for name in names}, "value": value}


@dataclass(frozen=True)
class Report:
    """All findings on one source."""

    source: str
    seconds: float
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Red if anything is bad, amber if anything is fair, else green."""
        statuses = {finding.status for finding in self.findings}
        return "red" if "bad" in statuses else "amber" if "fair" in statuses else "green"

    @property
    def summary(self) -> str:
        """The verdict in a sentence."""
        return {
            "green": "The microphone is fine.",
            "amber": "It works, and could be better.",
            "red": "Words will be missed or mistaken until this is mended.",
        }[self.verdict]

    def to_json(self) -> Json:
        """Return the report for programs."""
        return {
            "source": self.source,
            "seconds": round(self.seconds, 2),
            "verdict": self.verdict,
            "findings": [finding.to_json() for finding in self.findings],
        }

    def lines(self) -> list[str]:
        """Return the report as plain text, the verdict last."""
        found = [f"Microphone check of {self.source}, {self.seconds:.1f} s"]
        for finding in self.findings:
            status = "-" if finding.status == "unmeasured" else finding.status
            found.append(f"  {status:5} {finding.title:18} {finding.reading}")
            if finding.cure:
                found.append(f"{'':8}{finding.cure}")
        return [*found, f"{self.verdict}: {self.summary}"]
