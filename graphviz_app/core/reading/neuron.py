"""Neuron: a weighted sum with its activation, drawn as one circle."""

from dataclasses import dataclass
from typing import NamedTuple


class Term(NamedTuple):
    """One summand, by ids of the graph's nodes.

    ``source`` is what arrives, ``weight`` the leaf that it is multiplied by, ``product`` the node
    that does so; without a weight the source is added as it is. ``minus``: it is taken away.
    """

    weight: str | None
    source: str
    product: str | None
    minus: bool = False


@dataclass(frozen=True)
class Neuron:
    """``a = σ(w₁·x₁ + w₂·x₂ + b)``, by ids of the graph's nodes.

    ``sum`` is z, ``activation`` is a (None: z is all there is), ``bias`` a leaf that is added
    without a factor (taken away if ``minus``).
    """

    sum: str
    activation: str | None
    bias: str | None
    terms: tuple[Term, ...]
    minus: bool = False

    @property
    def id(self) -> str:
        """The node that it is drawn as."""
        return self.activation or self.sum

    @property
    def leaves(self) -> tuple[str, ...]:
        """Its weights and its bias."""
        weights = (term.weight for term in self.terms if term.weight is not None)
        return (*weights, *([] if self.bias is None else [self.bias]))
