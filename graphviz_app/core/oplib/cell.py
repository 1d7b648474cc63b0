"""Cells that remember, and attention: layers that expand into their lines."""

from collections.abc import Mapping
from math import prod
from typing import Any

from graphviz_app.core.op import Case, Numbers, Op, RefusedError, Shape
from graphviz_app.core.wording import sized

Shapes = Mapping[str, Shape]
Attrs = Mapping[str, Any]


def _weighted(shapes: Shapes, w: str, x: str) -> str:
    """W·x for a number, for a vector, and for a batch of rows x."""
    if not shapes[x] or not shapes[w]:
        return f"{w}*{x}"
    if len(shapes[x]) < 2:
        return f"{w} @ {x}"
    return f"{x} @ transpose({w})"


def _sum(shapes: Shapes) -> str:
    """W·x + U·h + b."""
    both = f"{_weighted(shapes, 'W', 'x')} + {_weighted(shapes, 'U', 'h')}"
    return f"{both} + b" if "b" in shapes else both


def _gate(of: str, shapes: Shapes, k: int, gates: int, name: str) -> str:
    """The k-th part of what is worked out for all gates at once."""
    state = shapes["h"]
    size = state[-1] if state else 1
    rows = shapes["W"][0] if shapes["W"] else 1
    if rows != gates * size:
        raise RefusedError(
            f"{name} has {gates} gates: for a state of {sized(state)} W has {gates * size} rows, "
            f"not {rows}"
        )
    part = f"{k * size}:{(k + 1) * size}" if state else f"{k}"
    return f"index({of}, at='{':, ' if len(state) > 1 else ''}{part}')"


def _rnn(shapes: Shapes, attrs: Attrs) -> str:
    return f"tanh({_sum(shapes)})"


def _lstm(shapes: Shapes, attrs: Attrs) -> str:
    i, f, c, o = (_gate("z", shapes, k, 4, "lstm_cell") for k in range(4))
    return (
        f"z = {_sum(shapes)}\ni = sigmoid({i})\nf = sigmoid({f})\na = tanh({c})\no = sigmoid({o})\n"
        "c_new = f*c + i*a\nh_new = o*tanh(c_new)\nstack(h_new, c_new)"
    )


def _gru(shapes: Shapes, attrs: Attrs) -> str:
    first = _weighted(shapes, "W", "x") + (" + b" if "b" in shapes else "")
    second = _weighted(shapes, "U", "h") + (" + d" if "d" in shapes else "")
    x, h = ([_gate(of, shapes, k, 3, "gru_cell") for k in range(3)] for of in ("zx", "zh"))
    return (
        f"zx = {first}\nzh = {second}\nr = sigmoid({x[0]} + {h[0]})\nu = sigmoid({x[1]} + {h[1]})\n"
        f"n = tanh({x[2]} + r*{h[2]})\n(1 - u)*n + u*h"
    )


def _attention(shapes: Shapes, attrs: Attrs) -> str:
    size = shapes["K"][-1] if len(shapes["K"]) > 1 else prod(shapes["K"])
    turned = "transpose(K)" if len(shapes["K"]) < 3 else "swapaxes(K)"
    masked = "scores, mask" if "mask" in shapes else "scores"
    return f"scores = Q @ {turned}/sqrt({size})\nweights = softmax({masked}, axis=-1)\nweights @ V"


_ROWS = "torch.atleast_2d(x), {}, W, U, b, {}"
_NO_BIAS = "None if b is None else torch.zeros_like(b)"
_STATE = "torch.atleast_2d(h)"


def _cases(gates: int, states: int, biases: int) -> tuple[Case, ...]:
    """A vector and a batch, with biases and without."""
    found: list[Case] = []
    for x, h in (((2,), (3,)), ((4, 2), (4, 3))):
        rows = gates * 3
        for count in (biases, 0):
            weights = (rows, 2), (rows, 3), *[(rows,)] * count
            found.append(((x, *[h] * states, *weights), {}))
    return tuple(found)


CELLS = (
    Op(
        name="rnn_cell",
        about="one step of a recurrent network: the next state of input and state",
        operands=("x", "h", "W", "U", "b"),
        optional=1,
        expansion=_rnn,
        elementwise=False,
        cues=("x", "h", "W", "U", "b"),
        symbol="RNN cell",
        help="tanh(W·x + U·h + b) of the input x and the state h: numbers, vectors, or a batch of "
        "rows. The same weights are used at every step, so their gradients add up over the steps.",
        torch=f"torch.rnn_tanh_cell({_ROWS.format(_STATE, _NO_BIAS)}).reshape(h.shape)",
        cases=_cases(1, 1, 1),
    ),
    Op(
        name="lstm_cell",
        about="one step of an LSTM: the next state and the next memory",
        operands=("x", "h", "c", "W", "U", "b"),
        optional=1,
        expansion=_lstm,
        elementwise=False,
        cues=("x", "h", "c", "W", "U", "b"),
        symbol="LSTM cell",
        help="Typed h1, c1 = lstm_cell(x, h, c, W, U, b): its value has two rows, state and memory."
        " W·x + U·h + b holds, one below the other in PyTorch's order, what goes into the input "
        "gate i = σ, the forget gate f = σ, the candidate a = tanh and the output gate o = σ; then "
        "c1 = f·c + i·a and h1 = o·tanh(c1) (Hochreiter and Schmidhuber; Gers). b may be left out.",
        torch="torch.stack([s.reshape(h.shape) for s in torch.lstm_cell("
        + _ROWS.format(f"({_STATE}, torch.atleast_2d(c))", _NO_BIAS)
        + ")])",
        cases=_cases(4, 2, 1),
    ),
    Op(
        name="gru_cell",
        about="one step of a gated recurrent unit: the next state",
        operands=("x", "h", "W", "U", "b", "d"),
        optional=2,
        expansion=_gru,
        elementwise=False,
        cues=("x", "h", "W", "U", "b", "d"),
        symbol="GRU cell",
        help="W·x + b and U·h + d hold, one below the other in PyTorch's order, what goes into the "
        "reset gate r = σ, the update gate u = σ and the candidate n = tanh(W·x + b + r·(U·h + d))."
        " The next state is (1 − u)·n + u·h (Cho and others, with the reset gate after the product "
        "as in PyTorch). The biases may be left out.",
        torch=f"torch.gru_cell({_ROWS.format(_STATE, 'd')}).reshape(h.shape)",
        cases=_cases(3, 1, 2),
    ),
    Op(
        name="attention",
        about="scaled dot-product attention: values, weighted by how well keys fit queries",
        operands=("Q", "K", "V", "mask"),
        optional=1,
        expansion=_attention,
        elementwise=False,
        cues=("Q", "K", "V", "mask"),
        help="softmax(Q·Kᵀ/√d)·V, row by row of the queries; d is the length of a key (Vaswani and "
        "others, Attention is all you need). The mask is 1 where a query may look and 0 where it "
        "may not; it may be left out.",
        torch="torch.nn.functional.scaled_dot_product_attention(torch.atleast_2d(Q), K, V, "
        "None if mask is None else mask.bool()).reshape(*Q.shape[:-1], V.shape[-1])",
        cases=(
            (((2, 3), (4, 3), (4, 2)), {}),
            (((3,), (4, 3), (4, 2)), {}),
            (((2, 3), (2, 3), (2, 3), Numbers([[1.0, 0.0], [1.0, 1.0]])), {}),
            (((2, 2, 3), (2, 4, 3), (2, 4, 2)), {}),
        ),
    ),
)
