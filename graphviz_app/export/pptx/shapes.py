"""Marks as DrawingML: shapes, freeforms, text boxes and pictures, all of which can be edited."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from xml.sax.saxutils import quoteattr

from graphviz_app.export.drawn.marks import Box, Fill, Group, Maths, Path, Shape, Stroke, Words
from graphviz_app.export.pptx.formulas import runs_of
from graphviz_app.export.pptx.lines import (
    BOLD,
    SANS,
    SERIF,
    Look,
    fill_xml,
    maths_xml,
    plain,
    run_xml,
)
from graphviz_app.export.pptx.place import Place

_CAPS = {"butt": "flat", "round": "rnd", "square": "sq"}
_JOINS = {"miter": '<a:miter lim="800000"/>', "round": "<a:round/>", "bevel": "<a:bevel/>"}
_MIDDLE, _LINE = 0.355, 1.25
"""Of a line in Arial or Times: how far above the baseline its middle is, and its height, in ems."""
_SLACK = 6.0
"""Room beside a line, so that a wider font still fits (scene pixels)."""
_NEAR, _SPACE = 0.45, 0.1
"""Words go on from each other where so little is between them; from so much on it is a space
(ems)."""
_ALIGNED = 0.6
"""Lines whose ends are so close below each other are aligned there (scene pixels)."""


class Drawer:
    """Numbers the shapes of one slide, and writes them in its units."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._ids = count(2)

    def group(self, group: Group, name: str, told: str) -> str:
        """A thing of several marks as one group, with its name and what it says."""
        marks = list(_lines(group.marks))
        parts = [part for mark in marks for part in self._mark(mark, name, marks) if part]
        if len(parts) < 2:
            return "".join(parts)
        box = around(group.marks)
        place = self._xfrm(box, child=True)
        head = self._head("grpSp", name, told, "<p:cNvGrpSpPr/>")
        return f"<p:grpSp>{head}<p:grpSpPr>{place}</p:grpSpPr>{''.join(parts)}</p:grpSp>"

    def _mark(self, mark: object, name: str, beside: Sequence[object]) -> Iterable[str]:
        match mark:
            case Shape():
                yield self.shape(mark, name)
            case Words():
                yield self._words([mark], _side(mark, beside))
            case list():
                yield self._words([word for word in mark if isinstance(word, Words)], "l")
            case Maths():
                yield from self._maths(mark)

    def shape(self, mark: Shape, name: str) -> str:
        """An autoshape where it is one, else a freeform."""
        geometry = self._geometry(mark)
        fill = _fill(mark.fill)
        line = self._line(mark.stroke)
        head = self._head("sp", name, "", "<p:cNvSpPr/>")
        return f"<p:sp>{head}<p:spPr>{self._xfrm(mark.box)}{geometry}{fill}{line}</p:spPr></p:sp>"

    def _geometry(self, mark: Shape) -> str:
        least = min(mark.box.width, mark.box.height)
        match mark.form:
            case "rectangle":
                return _preset("rect")
            case "ellipse":
                return _preset("ellipse")
            case "rounded" if least > 0:
                corner = round(min(mark.radius / least, 0.5) * 100_000)
                return _preset("roundRect", f'<a:gd name="adj" fmla="val {corner}"/>')
            case _:
                return self._freeform(mark)

    def _freeform(self, mark: Shape) -> str:
        filled = "" if mark.fill is not None else ' fill="none"'
        return self._custom(mark.path, mark.box, filled)

    def _custom(self, path: Path, box: Box, filled: str) -> str:
        width, height = self._size(box)
        left, top = self.place.x(box.x), self.place.y(box.y)
        steps: list[str] = []
        for letter, at in path:
            points = "".join(
                f'<a:pt x="{self.place.x(x) - left}" y="{self.place.y(y) - top}"/>'
                for x, y in zip(at[::2], at[1::2], strict=True)
            )
            tag = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}[letter]
            steps.append(f"<a:{tag}>{points}</a:{tag}>" if points else f"<a:{tag}/>")
        return (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{width}" h="{height}"{filled}>{"".join(steps)}</a:path>'
            "</a:pathLst></a:custGeom>"
        )

    def _line(self, stroke: Stroke | None) -> str:
        if stroke is None:
            return "<a:ln><a:noFill/></a:ln>"
        width = max(self.place.length(stroke.width), 1)
        dash = ""
        if stroke.dash:
            parts = [round(part / stroke.width * 100_000) for part in stroke.dash]
            pairs = zip(parts[::2], parts[1::2], strict=False)
            steps = "".join(f'<a:ds d="{drawn}" sp="{left}"/>' for drawn, left in pairs)
            dash = f"<a:custDash>{steps}</a:custDash>"
        color = fill_xml(stroke.color, stroke.opacity)
        cap = _CAPS[stroke.cap]
        return f'<a:ln w="{width}" cap="{cap}">{color}{dash}{_JOINS[stroke.join]}</a:ln>'

    def _words(self, words: Sequence[Words], side: str) -> str:
        """A line of text; its parts may differ in their looks."""
        afters: list[Words | None] = [*words[1:], None]
        texts = [mark.text + _space(mark, after) for mark, after in zip(words, afters, strict=True)]
        runs = "".join(
            run_xml(text, self._look(mark)) for text, mark in zip(texts, words, strict=True)
        )
        first, last = words[0], words[-1]
        line = _Line(first.x, first.y, last.x + last.width - first.x, first.size)
        return self._text_box("".join(texts), runs, line, side)

    def _look(self, mark: Words) -> Look:
        size = self.place.points(mark.size) * min(*mark.stretch, 1.0)
        return Look(SANS, size, mark.fill.color, mark.fill.opacity, mark.weight >= BOLD)

    def _maths(self, mark: Maths) -> Iterable[str]:
        runs = runs_of(mark.latex)
        if runs is None:
            for color, curves in mark.curves:
                box = _box_of_path(curves)
                fill = Fill(color, mark.fill.opacity)
                yield self.shape(Shape(curves, fill, None, "path", box), mark.latex)
            return
        look = Look(SERIF, self.place.points(mark.size) * min(*mark.stretch, 1.0),
                    mark.fill.color, mark.fill.opacity)  # fmt: skip
        text = "".join(run.text for run in runs)
        line = _Line(mark.x, mark.y, mark.width, mark.size)
        yield self._text_box(text, maths_xml(runs, look), line, "ctr")

    def _text_box(self, text: str, runs: str, line: "_Line", side: str) -> str:
        middle = line.y - _MIDDLE * line.size
        height = _LINE * line.size
        before = {"l": 0.0, "ctr": _SLACK, "r": 2 * _SLACK}[side]
        box = Box(line.x - before, middle - height / 2, line.width + 2 * _SLACK, height)
        return self.text_box(text, runs, box, side)

    def text_box(self, name: str, runs: str, box: Box, side: str = "ctr") -> str:
        """Lines that stay lines, in the middle of a box; ``side``: l, ctr or r."""
        head = self._head("sp", name, "", '<p:cNvSpPr txBox="1"/>')
        return (
            f"<p:sp>{head}<p:spPr>{self._xfrm(box)}{_preset('rect')}<a:noFill/></p:spPr>"
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
            "<a:noAutofit/></a:bodyPr><a:lstStyle/>"
            f'<a:p><a:pPr algn="{side}"/>{runs}</a:p></p:txBody></p:sp>'
        )

    def _head(self, tag: str, name: str, told: str, kind: str) -> str:
        described = f" descr={quoteattr(plain(told))}" if told else ""
        return (
            f'<p:nv{tag[0].upper()}{tag[1:]}Pr><p:cNvPr id="{next(self._ids)}" '
            f"name={quoteattr(_short(name))}{described}/>{kind}<p:nvPr/>"
            f"</p:nv{tag[0].upper()}{tag[1:]}Pr>"
        )

    def _size(self, box: Box) -> tuple[int, int]:
        return max(self.place.length(box.width), 1), max(self.place.length(box.height), 1)

    def _xfrm(self, box: Box, child: bool = False) -> str:
        width, height = self._size(box)
        left, top = self.place.x(box.x), self.place.y(box.y)
        inner = f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{width}" cy="{height}"/>'
        return (
            f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
            f"{inner if child else ''}</a:xfrm>"
        )


class _Line:
    """Where a line of text stands, and how large it is, in scene pixels."""

    def __init__(self, x: float, y: float, width: float, size: float) -> None:
        self.x, self.y, self.width, self.size = x, y, width, size


def _lines(marks: Sequence[object]) -> Iterator[object]:
    """The marks; words that go on from each other as one list, whatever their colours."""
    line: list[Words] = []
    for mark in marks:
        goes_on = isinstance(mark, Words) and line and _goes_on(line[-1], mark)
        if line and not goes_on:
            yield line if len(line) > 1 else line[0]
            line = []
        if isinstance(mark, Words):
            line.append(mark)
        else:
            yield mark
    if line:
        yield line if len(line) > 1 else line[0]


def _goes_on(before: Words, after: Words) -> bool:
    near = abs(before.x + before.width - after.x) < _NEAR * after.size
    return near and abs(before.y - after.y) < _ALIGNED and before.size == after.size


def _space(before: Words, after: Words | None) -> str:
    """Between two words."""
    if after is None:
        return ""
    return " " if after.x - before.x - before.width > _SPACE * after.size else ""


def _side(mark: Words, beside: Sequence[object]) -> str:
    """At which end a line stays where it is, whatever font it is set in."""
    others = [other for other in beside if isinstance(other, Words) and other is not mark]
    right, left = mark.x + mark.width, mark.x
    if any(abs(other.x + other.width - right) < _ALIGNED for other in others):
        return "r"
    return "l" if any(abs(other.x - left) < _ALIGNED for other in others) else "ctr"


def _preset(name: str, adjusted: str = "") -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'


def _fill(fill: Fill | None) -> str:
    return "<a:noFill/>" if fill is None else fill_xml(fill.color, fill.opacity)


def _short(name: str) -> str:
    """As the list of shapes shows it: on one line, without what no XML document may contain."""
    return plain(name.replace("\n", " "))[:80]


def box_of(mark: object) -> Box:
    """Around a mark."""
    match mark:
        case Words():
            return Box(mark.x, mark.y - mark.size, mark.width, 1.25 * mark.size)
        case Maths():
            return Box(mark.x, mark.y - mark.ascent, mark.width, mark.ascent + mark.descent)
        case _:
            box = getattr(mark, "box", None)
            return box if isinstance(box, Box) else Box(0.0, 0.0, 0.0, 0.0)


def _box_of_path(path: Path) -> Box:
    xs = [x for _, at in path for x in at[::2]]
    ys = [y for _, at in path for y in at[1::2]]
    if not xs:
        return Box(0.0, 0.0, 0.0, 0.0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def around(marks: Sequence[object]) -> Box:
    """Around several."""
    boxes = [box_of(mark) for mark in marks]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
