"""Linear algebra on vectors and matrices."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.brackets import Level
from graphviz_app.core.op import Array, Op, RefusedError, Shape
from graphviz_app.core.operators.careful import matmul
from graphviz_app.core.oplib import products, written_out


def _transpose(a: Array, axes: Shape) -> Array:
    if axes and sorted(axis % max(np.ndim(a), 1) for axis in axes) != [*range(np.ndim(a))]:
        raise RefusedError(f"axes={list(axes)} does not name each of {np.ndim(a)} axes once")
    return np.transpose(a, axes or None)


def _turned_back(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
    axes = [axis % len(attrs["axes"]) for axis in attrs["axes"]]
    back = tuple(axes.index(axis) for axis in range(len(axes)))
    return f"transpose(g, axes={back})" if back else "transpose(g)"


LINEAR_ALGEBRA = (
    Op(
        name="matmul",
        about="matrix product",
        operands=("a", "b"),
        expansion=written_out.matmul,
        numpy=matmul,
        pullbacks=(products.left, products.right),
        pulls=(products.left_pull, products.right_pull),
        elementwise=False,
        cues=("1", "2"),
        symbol="@",
        latex="$a \\, $b",
        latex_level=Level.JUXTAPOSED,
        role="operator",
        python="$a @ $b",
        precedence=Level.PRODUCT,
        aliases=("bmm", "mm", "mv"),
        help="Rows times columns, typed A @ x. A vector is a row on the left and a column on the "
        "right; more axes are a batch of matrices, repeated where one operand has fewer (as in "
        "NumPy). Going backwards A receives G·Bᵀ and B receives Aᵀ·G (Petersen and Pedersen, The "
        "Matrix Cookbook).",
        cases=tuple(
            (shapes, {})
            for shapes in (
                ((2, 3), (3, 4)),
                ((3,), (3, 2)),
                ((2, 3), (3,)),
                ((3,), (3,)),
                ((5, 2, 3), (3, 4)),
                ((2, 2, 3), (2, 3, 2)),
                ((2, 2, 3), (3,)),
                ((3,), (2, 3, 2)),
                ((2, 1, 2, 3), (2, 3, 1)),
            )
        ),
    ),
    Op(
        name="transpose",
        about="rows become columns",
        operands=("a",),
        attrs=MappingProxyType({"axes": ()}),
        numpy=_transpose,
        pullbacks=(_turned_back,),
        elementwise=False,
        symbol="uᵀ",
        latex="$a^\\top",
        latex_level=Level.POWER,
        aliases=("permute",),
        help="Exchanges rows and columns, typed W.T; of more axes their order is reversed, or as "
        "axes=[2, 0, 1] says: which of the old axes comes first, second, third. The gradient is "
        "turned back.",
        torch="a.permute(axes or tuple(reversed(range(a.ndim))))",
        cases=(
            (((),), {}),
            (((3,),), {}),
            (((2, 3),), {}),
            (((2, 3, 4),), {}),
            (((2, 3, 4),), {"axes": (2, 0, 1)}),
            (((2, 3, 4),), {"axes": (0, -1, 1)}),
        ),
        numpy_code="np.transpose(a, axes) if axes else np.transpose(a)",
    ),
    Op(
        name="swapaxes",
        about="two axes exchanged",
        operands=("a",),
        attrs=MappingProxyType({"axis1": -1, "axis2": -2}),
        numpy="swapaxes",
        pullbacks=("swapaxes(g, axis1=axis1, axis2=axis2)",),
        elementwise=False,
        latex="$a^\\top",
        latex_level=Level.POWER,
        torch="torch.swapaxes(a, axis1, axis2)",
        help="Exchanges two axes, if nothing is said the last two: the transpose of each matrix in "
        "a batch. The gradient is turned back.",
        cases=(
            (((2, 3),), {"axis1": 0, "axis2": 1}),
            (((2, 3, 4),), {"axis1": 0, "axis2": -1}),
            (((2, 3, 4),), {"axis1": -1, "axis2": -2}),
        ),
    ),
    Op(
        name="outer",
        about="outer product of two vectors: a matrix",
        operands=("a", "b"),
        expansion="expand_dims(a, axis=1)*expand_dims(b, axis=0)",
        numpy=products.outer,
        pullbacks=("g @ b", "transpose(g) @ a"),
        elementwise=False,
        cues=("1", "2"),
        symbol="⊗",
        latex="$a \\, $b^\\top",
        latex_level=Level.JUXTAPOSED,
        help="Every element of the first vector times every element of the second: a column times "
        "a row. It is what the weights of a layer receive: the error times the input.",
        cases=((((2,), (3,)), {}), (((1,), (3,)), {})),
    ),
    Op(
        name="dot",
        about="dot product: the sum of the products of two vectors",
        operands=("a", "b"),
        expansion=products.dot,
        pullbacks=(products.left, products.right),
        elementwise=False,
        cues=("1", "2"),
        symbol="·",
        latex=r"$a \, $b",
        latex_level=Level.JUXTAPOSED,
        help="The sum of the products of two vectors. Of a matrix it is the matrix product, and of "
        "a number the product, as NumPy's dot has it.",
        torch="a @ b if a.ndim and b.ndim else a*b",
        cases=(
            (((3,), (3,)), {}),
            (((2, 3), (3,)), {}),
            (((2, 3), (3, 2)), {}),
            (((), (3,)), {}),
            (((), ()), {}),
        ),
    ),
    Op(
        name="diag",
        about="a vector as the diagonal of a matrix, or the diagonal of a matrix",
        operands=("a",),
        numpy=products.diag,
        pullbacks=(products.diag_pull,),
        elementwise=False,
        help="Of a vector the matrix that has it on its diagonal and zeros elsewhere; of a matrix "
        "its diagonal. Only the diagonal receives a gradient.",
        cases=((((3,),), {}), (((3, 3),), {}), (((2, 3),), {}), (((3, 2),), {})),
        numpy_code="np.diag(a)",
    ),
    Op(
        name="trace",
        about="sum of the diagonal of a matrix",
        operands=("a",),
        expansion=products.trace,
        elementwise=False,
        symbol="tr",
        aliases=("tr",),
        latex=r"\mathrm{tr}\left($a\right)",
        help="Adds up the diagonal; each of its elements receives the gradient, the others 0.",
        cases=((((3, 3),), {}), (((2, 3),), {})),
    ),
    Op(
        name="linear",
        about="a layer: x times W transposed, plus b",
        operands=("x", "W", "b"),
        optional=1,
        expansion=products.linear,
        pullbacks=(products.linear_x, products.linear_weights, "g"),
        elementwise=False,
        cues=("x", "W", "b"),
        help="A layer of weighted sums in PyTorch's convention: W has one row for each output, so "
        "that it is x·Wᵀ + b for a vector x as for a batch of rows. The bias may be left out. "
        "(For the convention W·x + b write W @ x + b.)",
        cases=(
            (((3,), (2, 3), (2,)), {}),
            (((4, 3), (2, 3), (2,)), {}),
            (((4, 3), (2, 3)), {}),
            (((2, 4, 3), (2, 3), (2,)), {}),
            (((3,), (3,), ()), {}),
        ),
        torch="torch.nn.functional.linear(x, W, b)",
    ),
)
