"""A run as text: an aligned table for people, JSON for programs."""

import json
from collections.abc import Mapping

from graphviz_app.commands import check_report
from graphviz_app.commands.checked import Row, Sheet, row_of
from graphviz_app.commands.tables import Json, aligned, json_of, shown
from graphviz_app.commands.update_report import update_json, update_table
from graphviz_app.core.graph import Value
from graphviz_app.core.oplib import OPS
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading
from graphviz_app.explain.verdict_words import too_large
from graphviz_app.formats.language.claiming.claims import claim_text


def as_json(run: ReadRun) -> str:
    """One line of JSON: output, values, gradients, edges, claims, problems, remarks.

    Where the graph says how it learns, also ``updates`` and ``output_after``. What is not finite
    is null. Claims are told as ``check --json`` tells them.
    """
    trace, reading = run.trace, run.reading
    document: dict[str, object] = {
        "output": trace.output,
        "values": _by_node(reading, trace.values),
        "gradients": _by_node(reading, trace.gradients),
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "slot": edge.slot,
                "local": json_of(run.local(index)),
                "contribution": json_of(run.contribution(index)),
            }
            for index, edge in enumerate(reading.edges)
        ],
        **update_json(run),
        "claims": _claims_told(run),
        "problems": [{"node": p.node, "message": p.message} for p in run.problems],
        "remarks": [{"node": r.node, "message": r.message} for r in trace.remarks],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False)


def as_table(run: ReadRun) -> str:
    """Title, tables of the nodes, the edges and the update (four decimals), claims, remarks."""
    reading = run.reading
    title = [reading.graph.title] if reading.graph.title else []
    output = [f"output: {run.output}"] if run.output else ["no output, hence no gradients"]
    head = "\n".join(title + output)
    edges = _edge_rows(run)
    blocks = [head, aligned(_node_rows(run))] + ([aligned(edges)] if edges[1:] else [])
    return "\n\n".join(blocks + update_table(run) + _claims(run) + _remarks(run))


def _remarks(run: ReadRun) -> list[str]:
    """What may surprise, a line for each."""
    lines = [f"note: '{remark.node}': {remark.message}" for remark in run.trace.remarks]
    return ["\n".join(lines)] if lines else []


def _claims_told(run: ReadRun) -> list[dict[str, object]]:
    texts = map(claim_text, run.whole.graph.claims)
    rows = map(check_report.claim_object, _judged(run))
    return [{"text": text, **row} for text, row in zip(texts, rows, strict=True)]


def _claims(run: ReadRun) -> list[str]:
    """The claims, what is true, and what is to be said of each."""
    rows = _judged(run)
    return [check_report.of_one(Sheet("", tuple(rows)))] if rows else []


def _judged(run: ReadRun) -> list[Row]:
    if not run.whole.graph.claims:
        return []
    from graphviz_app.core.check import check  # late: most graphs claim nothing

    claims = run.whole.graph.claims
    try:
        said = check(run.whole, claims)
    except (RecursionError, MemoryError):
        said = too_large(claims)
    return list(map(row_of, said.judged))


def _node_rows(run: ReadRun) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("node", "operator", "value", "gradient")]
    for id_, node in run.reading.nodes.items():
        numbers = (shown(number(id_)) for number in (run.value, run.gradient))
        rows.append((id_, node.op, *numbers))
    return rows


def _edge_rows(run: ReadRun) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("edge", "operand", "local derivative", "contribution")]
    reading = run.reading
    for index, edge in enumerate(reading.edges):
        numbers = (number(index) for number in (run.local, run.contribution))
        name = f"{edge.source} → {edge.target}"
        rows.append((name, _operand(reading, index), *map(shown, numbers)))
    return rows


def _operand(reading: Reading, index: int) -> str:
    """The operand slot; only numbered if it is more than one."""
    edge = reading.edges[index]
    if edge.control:
        return "condition"
    op = OPS.get(reading.nodes[edge.target].op)
    single = reading.is_of_lines or op is None or op.most == 1
    return "" if single else str(edge.slot)


def _by_node(reading: Reading, values: Mapping[str, Value]) -> dict[str, Json]:
    return {id_: json_of(values[id_]) for id_ in reading.nodes if id_ in values}
