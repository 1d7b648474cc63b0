"""Linear algebra on vectors and matrices."""

import numpy as np

from graphviz_app.core.careful import matmul
from graphviz_app.core.op import Array, Op


def _as_matrices(g: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
    """A vector on the left is a row, on the right a column, as in NumPy's matmul."""
    if a.ndim == 1:
        a, g = a[np.newaxis, :], np.expand_dims(g, -2 if b.ndim > 1 else -1)
    if b.ndim == 1:
        b, g = b[:, np.newaxis], np.expand_dims(g, -1)
    return g, a, b


def _matmul_left(g: Array, y: Array, a: Array, b: Array) -> Array:
    """∂/∂A of A·B: G Bᵀ (Petersen and Pedersen, The Matrix Cookbook, section 2)."""
    g, _, b = _as_matrices(g, a, b)
    pulled = matmul(g, np.swapaxes(b, -1, -2))
    return pulled.reshape(*pulled.shape[:-2], -1) if a.ndim == 1 else pulled


def _matmul_right(g: Array, y: Array, a: Array, b: Array) -> Array:
    """∂/∂B of A·B: Aᵀ G."""
    vector = b.ndim == 1
    g, a, _ = _as_matrices(g, a, b)
    pulled = matmul(np.swapaxes(a, -1, -2), g)
    return pulled[..., 0] if vector else pulled


LINEAR_ALGEBRA = (
    Op(
        name="matmul",
        about="matrix product",
        operands=("a", "b"),
        numpy=matmul,
        pullbacks=("g @ transpose(b)", "transpose(a) @ g"),
        pulls=(_matmul_left, _matmul_right),
        elementwise=False,
        cues=("1", "2"),
        symbol="@",
        latex="$a \\, $b",
        role="operator",
        python="$a @ $b",
        precedence=3,
        cases=tuple(
            (shapes, {})
            for shapes in (
                ((2, 3), (3, 4)),
                ((3,), (3, 2)),
                ((2, 3), (3,)),
                ((3,), (3,)),
                ((5, 2, 3), (3, 4)),
            )
        ),
    ),
    Op(
        name="transpose",
        about="rows become columns",
        operands=("a",),
        numpy=np.transpose,
        pullbacks=("transpose(g)",),
        elementwise=False,
        symbol="uᵀ",
        latex="$a^\\top",
        cases=((((),), {}), (((3,),), {}), (((2, 3),), {})),
    ),
)
