"""What to try an operator of the table with: attributes, and numbers where it is smooth."""

from collections.abc import Mapping, Sequence

import numpy as np

from graphviz_app.core.gradcheck import smooth_operands
from graphviz_app.core.graph import Attr, Value
from graphviz_app.core.op import Op, Shape

EXPONENTS = (3.0, 2.0, -1.0, 0.7, 1.0, -2.5)


def attributes(op: Op) -> list[dict[str, Attr]]:
    """Numbers for its attributes: the usual ones and others; nothing where it takes none."""
    if "exponent" in op.attrs:
        return [{"exponent": exponent} for exponent in EXPONENTS]
    if not op.elementwise:
        return [{}]  # which others it takes is a matter of shapes
    found: list[dict[str, Attr]] = [{}]
    found += [dict(attrs) for _, attrs in op.cases]  # type: ignore[arg-type]  # attributes are Attrs
    return [attrs for i, attrs in enumerate(found) if attrs not in found[:i]]


def operands(
    op: Op, shapes: Sequence[Shape], attrs: Mapping[str, object], seed: int = 4
) -> list[Value]:
    """Numbers of either sign where it is defined and has no kink."""
    rng = np.random.default_rng(seed)
    return list(smooth_operands(op, tuple(shapes), attrs, rng))
