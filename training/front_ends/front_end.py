"""What all front ends have in common."""

from abc import ABC, abstractmethod
from dataclasses import asdict
from typing import Any, ClassVar

from torch import nn


class FrontEnd(nn.Module, ABC):
    """Samples ``(batch, 16000)`` in [-1, 1] to features ``(batch, *shape)``.

    Nothing is learnt, and nothing is normalised by the clip's own maximum or mean: a word sounds the same to the
    network in a file and in a stream. Scaling is fixed and affine. Compute features in float32, outside autocast:
    the logarithm of a product in bfloat16 is noise.
    """

    kind: ClassVar[str]
    """The name that model cards use."""

    def __init__(self, config: Any) -> None:
        super().__init__()
        self.config = config

    @property
    @abstractmethod
    def shape(self) -> tuple[int, ...]:
        """The shape of one clip's features."""

    def describe(self) -> dict[str, object]:
        """Return kind and configuration, as JSON can hold them."""
        return {"kind": self.kind, **asdict(self.config)}
