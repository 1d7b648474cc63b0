"""The numbers of an edge: value above, local derivative if asked for, contribution below."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from graphviz_app.core.graph import Value, ViewSettings
from graphviz_app.core.read_run import ReadRun
from graphviz_app.scene.number_block import NumberBlock, number_block
from graphviz_app.scene.style import Style

Row = Literal["value", "local", "gradient"]


class Shown(NamedTuple):
    """Which numbers are switched on."""

    values: bool = True
    gradients: bool = True
    locals: bool = False

    def as_said(self, view: ViewSettings) -> "Shown":
        """The same, but as a document says where it does."""
        said = {name: getattr(view, name) for name in self._fields}
        return self._replace(**{name: on for name, on in said.items() if on is not None})


USUAL = Shown()
"""Values and gradients."""


@dataclass(frozen=True, slots=True, eq=False)
class EdgeFace:
    """An edge's numbers, None where there is none; the size of the box they take in pixels."""

    value: NumberBlock | None
    local: NumberBlock | None
    gradient: NumberBlock | None
    width: float
    height: float

    def rows(self, shown: Shown) -> list[tuple[Row, NumberBlock]]:
        """The rows that are switched on, from top to bottom."""
        rows: list[tuple[Row, NumberBlock | None, bool]] = [
            ("value", self.value, shown.values),
            ("local", self.local, shown.locals),
            ("gradient", self.gradient, shown.gradients),
        ]
        return [(row, block) for row, block, on in rows if on and block is not None]


def edge_face(run: ReadRun, index: int, style: Style, *, locals_: bool) -> EdgeFace:
    """The numbers of one edge; local derivatives only if asked for, since they may cost time."""
    value = _block(run.carried(index), style)
    share = run.contribution(index)
    gradient = None if share is None else number_block(share, style.gradient_number, table=False)
    local = _local_block(run.local(index), style) if locals_ else None
    blocks = [block for block in (value, local, gradient) if block is not None]
    width = max((block.width for block in blocks), default=0.0)
    return EdgeFace(value, local, gradient, width, sum(block.height for block in blocks))


def _block(value: Value | None, style: Style) -> NumberBlock | None:
    return None if value is None else number_block(value, style.number, table=False)


def _local_block(value: Value | None, style: Style) -> NumberBlock | None:
    if value is None:
        return None
    prefix = "∂ " if isinstance(value, np.ndarray) and value.size > 1 else "×\N{THIN SPACE}"
    return number_block(value, style.gradient_number, table=False, prefix=prefix)
