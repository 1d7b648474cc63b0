"""A PDF whose letters are known: which character each glyph is, and that its fonts are subsets."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, RectangleObject, StreamObject

_LISTED, _CODE = re.compile(rb"\[[^]]*\]"), re.compile(rb"<([0-9A-F]{4})>")
"""The characters of some glyphs in a row, and each of them."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Titled(NamedTuple):
    """What a page is."""

    label: str
    """In the place of its number."""
    title: str


def known(
    content: bytes, pages: Sequence[Titled] = (), size: tuple[float, float] | None = None
) -> bytes:
    """The same PDF: what Qt wrote, with the characters of all glyphs; and what its pages are.

    ``size`` is that of its page, in points, where that is no whole number of them.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.pdf_header = "%PDF-1.4"  # as Qt has it: there is transparency in it
    for font in _fonts(writer):
        _tag(font)
        codes = font["/ToUnicode"].get_object()
        assert isinstance(codes, StreamObject)
        codes.set_data(
            _CODE.sub(lambda code: b"<%04X>" % _character(int(code[1], 16)), codes.get_data())
        )
    if size is not None:
        for page in writer.pages:
            top = float(page.mediabox.top)
            page.mediabox = RectangleObject((0.0, top - size[1], size[0], top))
    for number, titled in enumerate(pages):
        writer.add_outline_item(title=titled.title, page_number=number)
        writer.set_page_label(number, number, prefix=titled.label)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _fonts(writer: PdfWriter) -> Iterator[DictionaryObject]:
    found: dict[int, DictionaryObject] = {}
    for page in writer.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for font in resources.get("/Font", DictionaryObject()).get_object().values():
            found[font.idnum] = font.get_object()
    yield from (font for font in found.values() if "/ToUnicode" in font)


def _all_told(listed: re.Match[bytes]) -> bytes:
    return _CODE.sub(_told, listed[0])


def _told(code: re.Match[bytes]) -> bytes:
    return b"<%04X>" % _character(int(code[1], 16))


def _character(code: int) -> int:
    """Of a glyph that the bundled fonts keep for capitals and numbers: they say where from.

    What Qt takes for a tab is a space.
    """
    if code == ord("\t"):
        return ord(" ")
    if 0xE000 <= code < 0xE800:
        return code - 0xE000
    return code - 0xE800 + 0x2000 if 0xE800 <= code < 0xF000 else code


def _tag(font: DictionaryObject) -> None:
    """Six letters before the names of a font that only has some of its glyphs."""
    (inner,) = (part.get_object() for part in font["/DescendantFonts"])  # type: ignore[attr-defined]
    descriptor = inner["/FontDescriptor"].get_object()
    number, letters = descriptor.indirect_reference.idnum, ""
    for _ in range(6):
        number, letter = divmod(number * 7 + 5, len(_LETTERS))
        letters += _LETTERS[letter]
    for part, key in ((font, "/BaseFont"), (inner, "/BaseFont"), (descriptor, "/FontName")):
        name = str(part[key]).removeprefix("/")
        part[NameObject(key)] = NameObject(f"/{letters}+{name}")
