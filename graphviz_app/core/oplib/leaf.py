"""Leaves: values that are given. They differ in what a person means by them, not in arithmetic."""

from types import MappingProxyType

import numpy as np

from graphviz_app.core.op import Op


def _leaf(name: str, about: str) -> Op:
    return Op(
        name=name,
        about=about,
        operands=(),
        forward=lambda value: np.asarray(value, dtype=np.float64),
        vjps=(),
        symbol="",
        latex="",
        partials=(),
        role="leaf",
        attrs=MappingProxyType({"value": 0.0}),
    )


LEAVES = (
    _leaf("input", "a given number, vector or matrix: the data"),
    _leaf("parameter", "a number that gradient descent updates: weight or bias"),
    _leaf("target", "what the output should be"),
    _leaf("constant", "a fixed number in a formula"),
)
