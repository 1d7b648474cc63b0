"""The player of a graph in one HTML file."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.naming import is_name
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.covered import Asked
from graphviz_app.errors import ExportError, GraphError
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.explain.titles import edge_title, shown_name
from graphviz_app.export.drawn.steps import steps_of
from graphviz_app.export.html.drawing import Drawing, Names
from graphviz_app.export.html.labelled import labelled_schedule
from graphviz_app.export.html.page import Parts, bars, field, page
from graphviz_app.export.html.quantities import Quantities
from graphviz_app.export.html.reasons import Reasons
from graphviz_app.export.html.recorded import Layer, recorded_in_pieces
from graphviz_app.export.html.rows import Rows
from graphviz_app.export.html.variants import Numbers, schedules_of, variants_of, wild_runs
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.script import SECONDS
from graphviz_app.formats.code.javascript.programs import Program, program_of
from graphviz_app.frames import frame_at
from graphviz_app.scene.captions.moment_titles import moment_title
from graphviz_app.scene.captions.timeline import stretches_of
from graphviz_app.scene.items.cards.card_item import CardItem
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import DARK, LIGHT

MOST_STATES = 2000
"""Steps up to which everything is noted in one file."""
_LEGIBLE = 10.5
"""Pixels on a small screen that the smallest number has."""


def html(moving: Moving, path: Path) -> Generator[float, None, None]:
    """Write the file; yields the share that is done."""
    text = yield from _made(moving)
    path.write_text(text, encoding="utf-8")


def _made(moving: Moving) -> Generator[float, None, str]:
    times = moving.script.steps
    if len(times) > MOST_STATES:
        raise ExportError(f"a page holds up to {MOST_STATES} steps, not {len(times)}")
    schedule = labelled_schedule(moving.schedule)
    light, dark = _in_both(moving.picture)
    recorded = yield from recorded_in_pieces(light, dark, schedule, times)
    drawing = Drawing(recorded, lambda layer: _is_card(light, layer))
    names = Names(
        _title(schedule.run),
        lambda id_: shown_name(schedule.run, id_),
        lambda index: edge_title(schedule.run, index),
    )
    graph = drawing.element(list(_ways(light)), names)
    yield 0.8
    program = _program(schedule)
    data = yield from _data(moving, schedule, drawing, program)
    yield 0.97
    return page(
        Parts(
            title=_title(schedule.run),
            theme="dark" if moving.picture.theme.name == DARK.name else "",
            graph=graph,
            sheet=drawing.styles.sheet,
            colours=(drawing.styles.colours(False), drawing.styles.colours(True)),
            fonts=drawing.fonts.sheet(),
            engine=program.source if program else "const ran = null;",
            data=data,
            leaves=_fields(schedule.run, program),
            parts=bars(_parts(schedule, times)),
            speed=moving.script.speed,
        )
    )


def _title(run: ReadRun) -> str:
    return run.whole.graph.title or "A computation graph"


def _in_both(picture: Picture) -> tuple[Picture, Picture]:
    """The same places in light and in dark."""
    both = []
    for theme in (LIGHT, DARK):
        look = replace(theme, scale=picture.theme.scale)
        made = Picture.of(picture.run, picture.layout, look, picture.view)
        both.append(made.with_plots(picture.plots) if picture.plots else made)
    return both[0], both[1]


def _is_card(picture: Picture, layer: Layer) -> bool:
    """Whether its numbers end at one line."""
    on_node = layer.kind in ("node", "total")
    return on_node and isinstance(picture.nodes.get(str(layer.key)), CardItem)


def _ways(picture: Picture) -> Iterator[tuple[Any, ...]]:
    return (steps_of(edge.curve.trimmed(0.0)) for edge in picture.edges)


def _program(schedule: Schedule) -> Program | None:
    """None where there is nothing to be computed anew: it is shown as it was run."""
    run = schedule.run
    if run.wrt is not None or run.trace.problems or len(schedule.passes) > 2:
        return None
    try:
        return program_of(run.trace)
    except GraphError:
        return None


def _fields(run: ReadRun, program: Program | None) -> str:
    return "".join(
        field(place, name, run.trace.values[id_])
        for place, id_, name in (_leaves(run, program) if program else ())
    )


def _leaves(run: ReadRun, program: Program) -> Iterator[tuple[int, str, str]]:
    """Those that can be changed: numbers that stand in a formula cannot."""
    for place in program.leaves:
        node = run.trace.program.instructions[place].node
        if node.op != "constant" or is_name(node.id):
            yield place, node.id, plain_symbol(run.graph, node.id)


def _parts(schedule: Schedule, times: Sequence[float]) -> Iterator[tuple[str, str, float]]:
    start, end = times[0], times[-1]
    for part, begun, over in stretches_of(schedule, end):
        length = min(over, end) - max(begun, start)
        if length > 0:
            yield part.kind.title, part.kind.tone, length


# Data


def _data(
    moving: Moving, schedule: Schedule, drawing: Drawing, program: Program | None
) -> Generator[float, None, Mapping[str, Any]]:
    times, script = moving.script.steps, moving.script
    scale = moving.picture.theme.scale
    told: dict[str, Any] = {
        "live": program is not None,
        "caption": moving.caption,
        "steps": [moment_title(schedule, round(t) - 1) for t in times],
        "moments": [_moment(schedule, (a + b) / 2) for a, b in pairwise(times)],
        "places": [_place(moving.picture, schedule, t) for t in times],
        "finished": _finished(schedule, times),
        "speed": script.speed,
        "hold": script.hold,
        "seconds": SECONDS,
        "scale": scale,
        "legible": _LEGIBLE / moving.picture.places.smallest_number,
        "numbers": [],
        "hidden": [],
        "slots": [],
        "maths": [],
        "nodes": {},
        "edges": [],
        "leaves": {},
        "names": {},
        "program": None,
    }
    if program is not None:
        told |= yield from _live(moving, schedule, drawing, program)
    else:
        told |= _still(schedule, times)
    return told


def _finished(schedule: Schedule, times: Sequence[float]) -> int:
    """The step at which the run is over, before it learns."""
    return max((i for i, t in enumerate(times) if t <= schedule.finished), default=0)


def _moment(schedule: Schedule, t: float) -> Mapping[str, Any]:
    frame = frame_at(schedule, t)
    edges = [pulse.edge for pulse in frame.pulses]
    gives = frame.kind.name == "update" or bool(edges and not frame.kind.forwards)
    return {
        "edges": edges,
        "forwards": frame.kind.forwards,
        "tone": frame.kind.tone,
        "gives": gives,
    }


def _place(picture: Picture, schedule: Schedule, t: float) -> Sequence[float] | None:
    """The middle of what a step is about, from the corner of the picture."""
    moment = frame_at(schedule, t).moment
    nodes = moment.nodes if moment else ()
    rects = [picture.nodes[id_].rect for id_ in nodes if id_ in picture.nodes]
    if not rects:
        return None
    middle = np.mean([(rect.center().x(), rect.center().y()) for rect in rects], axis=0)
    corner = picture.bounds.topLeft()
    return [round(float(middle[0]) - corner.x()), round(float(middle[1]) - corner.y())]


def _still(schedule: Schedule, times: Sequence[float]) -> Mapping[str, Any]:
    """Of what is not computed in the page: captions as they are."""
    rows = Rows(Numbers([schedule.run]))
    quantities = Quantities(schedule.passes[0])
    reasons = Reasons(rows, quantities, [schedule])
    return {"captions": [reasons.as_told(schedule, t) for t in times], "maths": rows.formulas}


def _live(
    moving: Moving, schedule: Schedule, drawing: Drawing, program: Program
) -> Generator[float, None, Mapping[str, Any]]:
    base = ReadRun(schedule.run.trace, schedule.run.reading, schedule.run.whole)
    runs = variants_of(base)
    schedules = schedules_of(schedule, runs)
    quantities = Quantities(schedules[0].passes[0])
    rows = Rows(Numbers(runs, wild_runs(base)))
    reasons = Reasons(rows, quantities, schedules)
    captions = []
    for t in moving.script.steps:
        captions.append(reasons.caption(schedule, t))
        yield 0.9
    nodes = {}
    for id_ in base.reading.nodes:
        nodes[id_] = reasons.node(id_)
        yield 0.93
    edges = []
    for index in range(len(base.reading.edges)):
        edges.append(reasons.edge(index))
        yield 0.95
    return {
        "captions": captions,
        "nodes": nodes,
        "edges": edges,
        "numbers": [quantities.of(asked) for asked in drawing.numbers],
        "hidden": list(_hidden(moving.schedule.run, drawing.numbers)),
        "slots": rows.slots,
        "maths": rows.formulas,
        "program": program.structure,
        "leaves": {place: _plain(base.trace.results.values[place]) for place in program.leaves},
        "names": {place: name for place, _, name in _leaves(base, program)},
    }


def _plain(value: Value | None) -> Any:
    """A number, or shape and numbers."""
    if value is None or isinstance(value, float):
        return value
    return {"s": list(value.shape), "d": [float(number) for number in value.ravel()]}


def _hidden(shown: ReadRun, numbers: Iterable[Asked]) -> Iterator[int]:
    """Numbers that the picture asks for: they are covered at first."""
    covers = shown.trace.covers
    if covers is None:
        return
    for place, asked in enumerate(numbers):
        known = covers.values if asked.kind == "value" else covers.gradients
        if asked.kind != "d" and asked.of in known:
            yield place
