"""Every example's own numbers are right, and a wrong one among them is told, whatever it is of."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.check import check
from graphviz_app.core.graph import Claim, Value
from graphviz_app.core.step import after
from graphviz_app.core.trace import Trace
from graphviz_app.formats import load
from graphviz_app.resources import examples

MOST_NUMBERS, MOST_CLAIMS = 40, 25
Kind = Literal["value", "grad", "after"]


def written(value: object) -> str:
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    assert isinstance(value, float)
    return f"{value:.4f}"


def claims_of(trace: Trace) -> list[Claim]:
    """Values, gradients from the last back, values after a step."""
    moved = after(trace)
    names = [id_ for id_ in trace.values if "." not in id_][:MOST_CLAIMS]
    return [
        *_claims("value", trace.values, names),
        *_claims("grad", trace.gradients, names[::-1]),
        *(_claims("after", moved.values, names) if moved else ()),
    ]


def _claims(kind: Kind, numbers: Mapping[str, Value], names: list[str]) -> Iterator[Claim]:
    for name in names:
        value = numbers.get(name)
        if value is not None and np.size(value) <= MOST_NUMBERS and np.all(np.abs(value) < 1e9):
            yield Claim(kind, name, written(value))


@pytest.mark.parametrize("path", examples(), ids=lambda path: Path(path).stem)
def test_an_examples_own_numbers_are_right_and_a_wrong_one_is_told(path: Path) -> None:
    trace, chance = run(load(path), partial=True), random.Random(1)
    claims = claims_of(trace)
    verdicts = {judged.verdict for judged in check(trace, claims).judged}
    assert verdicts <= {"right", "rounded"}
    for _ in range(3 if claims else 0):
        at = chance.randrange(len(claims))
        printed = claims[at].printed
        other = printed.replace("-", "") if "-" in printed else printed.replace(".", "1.")
        found = check(trace, [*claims[:at], replace(claims[at], printed=other), *claims[at + 1 :]])
        assert found.judged[at].verdict == "wrong" or "0.0000" in printed
