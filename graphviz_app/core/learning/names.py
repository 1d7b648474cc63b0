"""What is said of learning, where nodes are called otherwise, or are not there any more."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from graphviz_app.core.learning.settings import DataUse, Descent, Trained

Now = Callable[[str], str | None]
"""What a node is called now; None if it is gone."""


def frozen_now(frozen: tuple[str, ...], now: Now) -> tuple[str, ...]:
    """The frozen parameters that are still there."""
    names = map(now, frozen)
    return tuple(name for name in names if name is not None)


def descent_now(descent: Descent, now: Now) -> Descent:
    """A descent that starts from what is still there."""
    if descent.start is None or isinstance(descent.start, int):
        return descent
    start = _named(descent.start, now)
    return replace(descent, start=start or None)


def data_now(data: DataUse | None, now: Now) -> DataUse | None:
    """The columns of what is still there; None if that was the last of them.

    A column of a name that no node ever had is gone only if ``now`` says so.
    """
    if data is None or not data.columns:
        return data
    columns = {
        f"{name}{parted(column)[1]}": numbers
        for column, numbers in data.columns.items()
        if (name := now(parted(column)[0])) is not None
    }
    return replace(data, columns=columns) if columns else None


def trained_now(trained: Trained | None, now: Now) -> Trained | None:
    """The way that was gone; None if one of its parameters is gone."""
    if trained is None:
        return None
    start = _named(trained.start, now)
    return replace(trained, start=start) if len(start) == len(trained.start) else None


def parted(column: str) -> tuple[str, str]:
    """``x[0]`` as ``x`` and ``[0]``."""
    whole, bracket, element = column.partition("[")
    return whole, bracket + element


def _named(values: Mapping[str, object], now: Now) -> dict[str, object]:
    pairs = ((now(id_), value) for id_, value in values.items())
    return {name: value for name, value in pairs if name is not None}
