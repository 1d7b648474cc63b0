"""Whether a gradient is true: the output is computed again beside the point.

output         the output as a function of one number of one leaf
difference     its slope from values alone: central, and from either side
verdict        how far a gradient is from that, in the bands of course notes
proof          every leaf of a run, element by element
nudge          a leaf is pushed, and all that depends on it moves
"""

from graphviz_app.core.proof.nudge import Move, Nudge, nudged
from graphviz_app.core.proof.proof import ElementProof, LeafProof, Prover, proved
from graphviz_app.core.proof.verdict import Band, Summary, agrees, summary

__all__ = [
    "Band",
    "ElementProof",
    "LeafProof",
    "Move",
    "Nudge",
    "Prover",
    "Summary",
    "agrees",
    "nudged",
    "proved",
    "summary",
]
