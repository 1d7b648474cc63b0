"""Pullbacks of matrix products, whatever is multiplied: vectors, matrices, batches of them."""

from collections.abc import Mapping
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, RefusedError, Shape
from graphviz_app.core.operators.careful import matmul

Shapes = Mapping[str, Shape]
Attrs = Mapping[str, Any]


def left(shapes: Shapes, attrs: Attrs) -> str:
    """∂/∂A of A·B: G Bᵀ (Petersen and Pedersen, The Matrix Cookbook, section 2)."""
    a, b = len(shapes["a"]), len(shapes["b"])
    if a == b == 1 or 0 in (a, b):
        return "g*b"
    if b == 1:
        return "outer(g, b)" if a == 2 else "expand_dims(g, axis=-1)*b"
    if a == 1 and b > 2:
        return "squeeze(b @ expand_dims(g, axis=-1), axis=-1)"
    return "g @ transpose(b)" if b == 2 else "g @ swapaxes(b)"


def right(shapes: Shapes, attrs: Attrs) -> str:
    """∂/∂B of A·B: Aᵀ G."""
    a, b = len(shapes["a"]), len(shapes["b"])
    if a == b == 1 or 0 in (a, b):
        return "g*a"
    if a == 1:
        return "outer(a, g)" if b == 2 else "expand_dims(a, axis=-1)*expand_dims(g, axis=-2)"
    if b == 1 and a > 2:
        return "squeeze(swapaxes(a) @ expand_dims(g, axis=-1), axis=-1)"
    return "transpose(a) @ g" if a == 2 else "swapaxes(a) @ g"


def _as_matrices(g: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
    """A vector on the left is a row, on the right a column, as in NumPy's matmul."""
    if a.ndim == 1:
        a, g = a[np.newaxis, :], np.expand_dims(g, -2 if b.ndim > 1 else -1)
    if b.ndim == 1:
        b, g = b[:, np.newaxis], np.expand_dims(g, -1)
    return g, a, b


def left_pull(g: Array, y: Array, a: Array, b: Array) -> Array:
    """The same of all shapes at once."""
    g, _, b = _as_matrices(g, a, b)
    pulled = matmul(g, np.swapaxes(b, -1, -2))
    return pulled.reshape(*pulled.shape[:-2], -1) if a.ndim == 1 else pulled


def right_pull(g: Array, y: Array, a: Array, b: Array) -> Array:
    """The same for the other operand."""
    vector = b.ndim == 1
    g, a, _ = _as_matrices(g, a, b)
    pulled = matmul(np.swapaxes(a, -1, -2), g)
    return pulled[..., 0] if vector else pulled


def outer(a: Array, b: Array) -> Array:
    """Every element of one vector times every one of the other."""
    if np.ndim(a) != 1 or np.ndim(b) != 1:
        raise RefusedError("an outer product is of two vectors; write a*b or a @ b")
    return np.multiply.outer(a, b)


def dot(shapes: Shapes, attrs: Attrs) -> str:
    """What NumPy's dot is, of up to two axes."""
    axes = len(shapes["a"]), len(shapes["b"])
    if 0 in axes:
        return "a*b"
    if max(axes) > 2 and min(axes) > 1:
        raise RefusedError("dot is of vectors and matrices; of more axes write a @ b")
    return "a @ b"


def diag(a: Array) -> Array:
    """A vector as a diagonal, the diagonal of a matrix as a vector."""
    if np.ndim(a) not in (1, 2):
        raise RefusedError("a diagonal is of a vector or a matrix")
    return np.array(np.diag(a))


def diag_pull(shapes: Shapes, attrs: Attrs) -> str:
    """The other way round; beside the square part of a matrix there are zeros."""
    shape = shapes["a"]
    if len(shape) == 1 or shape[0] == shape[1]:
        return "diag(g)"
    n = min(shape)
    return f"put(diag(g), ':{n}, :{n}', {shape})"


def trace(shapes: Shapes, attrs: Attrs) -> str:
    """The sum of the diagonal."""
    if len(shapes["a"]) != 2:
        raise RefusedError("a trace is of a matrix")
    return "sum(diag(a))"


def linear(shapes: Shapes, attrs: Attrs) -> str:
    """x Wᵀ + b, as PyTorch's layer has it; a weight vector is one row."""
    product = "x @ transpose(W)" if len(shapes["W"]) > 1 else "x @ W"
    return f"{product} + b" if "b" in shapes else product


def linear_x(shapes: Shapes, attrs: Attrs) -> str:
    """∂/∂x of x Wᵀ: G W."""
    if len(shapes["W"]) > 1:
        return "g @ W"
    return "g*W" if len(shapes["x"]) == 1 else "expand_dims(g, axis=-1)*W"


def linear_weights(shapes: Shapes, attrs: Attrs) -> str:
    """∂/∂W of x Wᵀ: Gᵀ x; of one row the error times the input."""
    x, weights = len(shapes["x"]), len(shapes["W"])
    if weights == 1:
        return "g*x" if x == 1 else "expand_dims(g, axis=-1)*x"
    if x == 1:
        return "outer(g, x)"
    return "transpose(g) @ x" if x == 2 else "swapaxes(g) @ x"
