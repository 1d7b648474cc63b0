"""Which operators the functions of networks are: products, layers and losses."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphviz_app.core.graph import Attr
from graphviz_app.formats.tracing.pytorch.making import Entry, Maker, Rule, plain
from graphviz_app.formats.tracing.pytorch.steps import Key

_REDUCTIONS = ("none", "mean", "sum")
_IGNORED = -100
"""The class that PyTorch's losses leave out, if nothing else is said."""


def _addmm(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    """β·b + α·(x @ w), of which a layer is the usual case."""
    bias, first, second = operands
    factors = [key.saved(name) for name in ("beta", "alpha")]
    weight = maker.turned(second)
    if factors == [1, 1] and weight is not None:
        return maker.apply("linear", first, weight, bias)
    product = maker.apply("matmul", first, second)
    scaled = [
        part if factor == 1 else maker.apply("mul", maker.constant(factor), part)
        for factor, part in zip(factors, (bias, product), strict=True)
    ]
    return maker.apply("add", scaled[1], scaled[0])


def _loss(op: str, **kept: str) -> Rule:
    """A loss of predictions and targets; None where classes have weights."""

    def make(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
        if any(key.saved(name) is not None for name in ("weight", "pos_weight")):
            return None
        attrs: dict[str, Attr] = {name: float(key.saved(saved)) for name, saved in kept.items()}
        reduction = _REDUCTIONS[int(key.saved("reduction"))]
        return maker.apply(op, *operands, reduction=reduction, **attrs)

    return Rule(("self", "target"), make)


def _normed(maker: Maker, key: Key, operands: Sequence[Entry]) -> Entry:
    x, *others = operands
    eps = key.saved("eps")
    shape: Any = key.saved("normalized_shape")
    if shape is None or len(shape) != 1 or None in others:
        return None
    return maker.apply("layer_norm", x, *others, eps=1e-5 if eps is None else float(eps))


DATA = frozenset(("mat1", "mat2", "mat", "vec", "target", "input", "indices"))
"""Under which names functions keep what a program calls its data, rather than a number."""

LAYERS: Mapping[str, Rule] = {
    "Mm": plain("matmul", "self", "mat2"),
    "Bmm": plain("matmul", "self", "mat2"),
    "Mv": plain("matmul", "self", "vec"),
    "Dot": plain("dot", "self", "tensor"),
    "Addmm": Rule(("", "mat1", "mat2"), _addmm),
    "Addmv": Rule(("", "mat", "vec"), _addmm),
    "MseLoss": _loss("mse"),
    "NllLoss": _loss("nll"),
    "BinaryCrossEntropy": _loss("bce"),
    "BinaryCrossEntropyWithLogits": _loss("bce_with_logits"),
    "SmoothL1Loss": _loss("smooth_l1", beta="beta"),
    "HuberLoss": _loss("huber", delta="delta"),
    "Embedding": plain("gather", "", "indices"),
    "NativeLayerNorm": Rule(("input", "weight", "bias"), _normed),
}
"""What is known of networks."""
