"""How often two models gave the same answer."""

from dataclasses import dataclass

from app.events import SecondOpinion


@dataclass(frozen=True)
class Agreement:
    """Utterances that both models were asked about, and on how many of them they agreed."""

    agreed: int = 0
    asked: int = 0

    def after(self, opinion: SecondOpinion) -> "Agreement":
        """Return the count with one more utterance."""
        return Agreement(self.agreed + opinion.agrees, self.asked + 1)

    @property
    def share(self) -> float:
        """Part of the utterances on which they agreed, in [0, 1]; 0 where neither was asked."""
        return self.agreed / self.asked if self.asked else 0.0

    def __str__(self) -> str:
        return f"agreed on {self.agreed} of {self.asked} ({100 * self.share:.0f} %)"
