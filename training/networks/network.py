"""What all networks have in common."""

from abc import ABC, abstractmethod

from torch import Tensor, nn


class Network(nn.Module, ABC):
    """Features ``(batch, *shape)`` of a front end to an embedding ``(batch, d)`` and logits ``(batch, classes)``."""

    dropout: nn.Dropout
    classifier: nn.Linear

    @property
    def embedding_size(self) -> int:
        """The width ``d`` of the embedding."""
        return self.classifier.in_features

    @abstractmethod
    def embed(self, features: Tensor) -> Tensor:
        """Return the layer before the classifier, ``(batch, d)``."""

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return ``(embedding, logits)``."""
        embedding = self.embed(features)
        return embedding, self.classifier(self.dropout(embedding))
