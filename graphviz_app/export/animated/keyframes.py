"""Keyframes: what has which value in which second of a loop, as rules of a style sheet."""

from collections.abc import Iterable, Sequence

Span = tuple[float, float]
"""From a second to another one."""


class Keyframes:
    """Collects rules and names them; what moves alike has one."""

    def __init__(self, seconds: float, loop: bool, prefix: str = "k") -> None:
        self.seconds, self._loop, self._prefix = seconds, loop, prefix
        self._names: dict[str, str] = {}

    def shown(self, spans: Sequence[Span]) -> str:
        """The class of what is seen in these spans only; '' of what always is."""
        spans = list(_merged(spans))
        if spans == [(0.0, self.seconds)]:
            return ""
        stops = {0.0: "hidden"}
        for start, end in spans:
            stops[start] = "visible"
            if end < self.seconds:
                stops[end] = "hidden"
        said = "".join(f"{self._at(at)}{{visibility:{value}}}" for at, value in stops.items())
        last = "visible" if spans and spans[-1][1] >= self.seconds else "hidden"
        return f"a {self._name(f'{said}to{{visibility:{last}}}', f'visibility:{last}')}"

    def moving(self, stops: Sequence[tuple[float, str]]) -> str:
        """The class of what goes evenly from one declaration to the next; the last one stays."""
        said = "".join(f"{self._at(at)}{{{value}}}" for at, value in stops)
        last = stops[-1][1]
        return f"l {self._name(f'{said}to{{{last}}}', last)}"

    def _at(self, second: float) -> str:
        return f"{min(second / self.seconds, 1.0):.3%}".replace(".000%", "%")

    def _name(self, frames: str, rest: str) -> str:
        return self._names.setdefault(f"{frames}|{rest}", f"{self._prefix}{len(self._names)}")

    def sheet(self) -> str:
        """All of them; without motion, for those who ask for that, it stays as it is at its end."""
        if not self._names:
            return ""
        again = "infinite" if self._loop else "1 forwards"
        rules = [
            f".a{{animation:{self.seconds:.3f}s step-end {again}}}",
            f".l{{animation:{self.seconds:.3f}s linear {again}}}",
        ]
        for said, name in self._names.items():
            frames, _, rest = said.rpartition("|")
            rules.append(f".{name}{{animation-name:{name};{rest}}}@keyframes {name}{{{frames}}}")
        rules.append("@media (prefers-reduced-motion:reduce){.a,.l{animation:none}}")
        return "\n".join(rules)


def _merged(spans: Iterable[Span]) -> Iterable[Span]:
    """Spans that meet are one."""
    last: Span | None = None
    for start, end in spans:
        if last is not None and start <= last[1] + 1e-9:
            last = last[0], max(last[1], end)
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last
