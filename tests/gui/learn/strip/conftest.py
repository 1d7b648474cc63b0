"""Runs to show, without having to train."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from graphviz_app.core.learning.settings import Descent
from graphviz_app.formats import parse

MakeRun = Callable[..., Any]


@pytest.fixture
def make_run() -> MakeRun:
    """A run that has come so far."""
    graph = parse("w = parameter(1)\nL = w*w\nlearning_rate(0.1)")

    def make(done: int = 100, stop: str = "", **said: Any) -> Any:
        losses = np.exp(-4 * np.arange(done + 1) / 100)
        kind = SimpleNamespace(kind=stop) if stop else None
        return SimpleNamespace(
            graph=graph, descent=Descent(**said), count=done, stop=kind, losses=losses
        )

    return make
