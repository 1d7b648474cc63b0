"""The claims of a JSON document; nothing in them is believed unchecked."""

from collections.abc import Mapping
from typing import get_args

from graphviz_app.core.graph import Claim, ClaimKind, Node
from graphviz_app.core.wording import near, shortened
from graphviz_app.formats.json_place import Place
from graphviz_app.formats.language.claiming.claimed import TOO_LONG, claimed
from graphviz_app.formats.language.numerals.numeral import MAX_PRINTED, numeral
from graphviz_app.formats.language.words.remarks import is_remarked
from graphviz_app.formats.limits import MAX_DIMENSIONS, MAX_WHOLE, thousands
from graphviz_app.formats.phrases import note_problem, one_line
from graphviz_app.formats.values import kind

_CLAIMS = get_args(ClaimKind)


def read_claim(place: Place, nodes: Mapping[str, Node]) -> Claim:
    """One claim; raises DocumentError with the place."""
    word = place.get("kind").text()
    if word not in _CLAIMS:
        raise place.get("kind").refused(
            f"a claim is one of {', '.join(_CLAIMS)}{near(word, _CLAIMS)}"
        )
    of = known_node(place.get("of"), nodes)
    by = known_node(place.get("by"), nodes) if word == "d" else ""
    printed = _printed(place.get("printed"))
    tolerance = place.get("tolerance")
    within = "" if tolerance.value is None else _tolerance(tolerance)
    element, by_element = _element(place.get("element")), _element(place.get("by_element"))
    note = _note(place.get("note"))
    if note and word == "value" and not is_remarked(of):
        raise place.get("note").refused(f"'{of} (…)' is a call: its value can have no remark")
    return Claim(
        word,  # type: ignore[arg-type]  # one of _CLAIMS
        *(of, printed, by, note),
        element=element,
        by_element=by_element if by else (),
        tolerance=within,
        edge=bool(by) and _flag(place.get("edge")),
    )


def _printed(place: Place) -> str:
    written = place.text()
    if not written:
        return ""  # left open
    printed = claimed(written)
    if printed is None:
        if len(written) > MAX_PRINTED:
            raise place.refused(TOO_LONG)
        raise place.refused(f"a number as text is expected, found '{shortened(written)}'")
    return printed


def _tolerance(place: Place) -> str:
    printed = numeral(place.text())
    if printed is None or float(printed) < 0:
        raise place.refused(f"a positive number as text is expected, found {kind(place.value)}")
    return printed


def _element(place: Place) -> tuple[int, ...]:
    """The indices of one element."""
    items = [] if place.value is None else place.items(MAX_DIMENSIONS)
    for item in items:
        whole = isinstance(item.value, int) and not isinstance(item.value, bool)
        if not whole or abs(item.value) > MAX_WHOLE:  # type: ignore[arg-type]  # an int
            raise item.refused(f"a whole number of at most {thousands(MAX_WHOLE)} is expected")
    return tuple(item.value for item in items)  # type: ignore[misc]  # ints


def _flag(place: Place) -> bool:
    if not isinstance(place.value, bool | None):
        raise place.refused(f"true or false is expected, found {kind(place.value)}")
    return bool(place.value)


def _note(place: Place) -> str:
    written = place.text("")
    if problem := note_problem(written):
        raise place.refused(problem)
    return one_line(written)


def known_node(place: Place, nodes: Mapping[str, Node]) -> str:
    """The id of a node of the document; raises DocumentError if it has none of that id."""
    id_ = place.text()
    if id_ not in nodes:
        raise place.refused(f"there is no node '{id_[:40]}'{near(id_, nodes)}")
    return id_
