"""Between which ends paths are meant: by what is selected, and by what is drawn."""

from collections.abc import Sequence

from graphviz_app.core.paths import ends_of
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element

Ids = tuple[str, str]
"""Of source and target; "" where there is none."""


def selected(run: ReadRun | None, chosen: Sequence[Element]) -> Ids:
    """From the first that is selected to the second, or to the output."""
    ids = list(dict.fromkeys(_id(run, element) for element in chosen))
    output = "" if run is None or run.seed is None else run.seed
    if len(ids) > 1:
        return ids[0], ids[1]
    return (ids[0], output) if ids and ids[0] != output else ("", output)


def _id(run: ReadRun | None, element: Element) -> str:
    """Of an edge the weight on it, else where it starts."""
    if isinstance(element, str) or run is None:
        return str(element)
    edge = run.reading.edges[element]
    return edge.source if edge.weight is None else edge.weight


def following(run: ReadRun | None, ends: Ids) -> Ids:
    """For another run: paths to the output lead to whichever that is then."""
    source, target = ends
    return (source, "") if run is not None and target == run.seed else ends


def drawn(run: ReadRun | None, ends: Ids) -> Ids:
    """Those of before, as far as they are drawn now; else to the output."""
    if run is None:
        return "", ""
    source, target = ends
    known, output = set(ends_of(run.reading)), run.seed or ""
    return source if source in known else "", target if target in run.reading.nodes else output
