"""Numbers with more digits than are read: where the digits are that only keep them exact."""

from graphviz_app.patterns import late

_LONG = late(r"[-−]?(?:0?\.0*[1-9]\d{5}|[1-9]\d*\.\d{4})(?P<more>\d{3,})(?:[eE][+-]?\d+)?$")


def digits_beyond(number: str) -> tuple[int, int] | None:
    """Where they are: ``56789`` of ``1.23456789e-05``; None of a number that is short."""
    found = _LONG.match(number)
    return None if found is None else found.span("more")
