"""Files as other programs write them, without a document, and documents that are hard to carry."""

import io
import struct
import zlib
from collections.abc import Mapping

from pptx import Presentation
from pypdf import PdfWriter

from graphviz_app.core.view import View
from graphviz_app.formats.carrying.carried import Carried

NEURON = Carried(
    "x = input(1)\nL = x*x\n", "neuron.cg", View("neurons", values=False), "backward:2"
)
HARD = Carried(
    '# </script> ]]> --> <svg> &amp; "quotes" \\ \\u003c é 漢字 \U0001f600 \x7f \t    blanks \n'
    "x = input(1)\r\nL = x*x   \n\n\n",
    'n"<b>&é 漢 ]]> %.cg',
    View("lines", "TB", wrt="W[0,1]", tangents=True, folded=("a/ä</script>", "b")),
    "update:2.5",
)
LONG = Carried("# é\n" + "x = input(1)\n" * 20_000, "long.cg")
DOCUMENTS = (NEURON, HARD, LONG, Carried("", "", View(), "END"))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*before: tuple[bytes, bytes]) -> bytes:
    """One white pixel, with chunks before it."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        *before,
        (b"IDAT", zlib.compress(b"\0\xff")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def pdf() -> bytes:
    """An empty page."""
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 50)
    writer.add_metadata({"/Title": "Empty"})
    writer.write(written)
    return written.getvalue()


def pptx() -> bytes:
    """An empty slide."""
    show, written = Presentation(), io.BytesIO()
    show.slides.add_slide(show.slide_layouts[6])
    show.save(written)
    return written.getvalue()


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
HTML = "<!doctype html><html><head><title>é</title></head><body><p>Hi</p></body></html>".encode()
FILES: Mapping[str, bytes] = {
    ".png": png(),
    ".apng": png((b"acTL", struct.pack(">II", 1, 0))),
    ".svg": SVG,
    ".pdf": pdf(),
    ".html": HTML,
    ".pptx": pptx(),
    ".tex": b"\\begin{document}\n\\end{document}",
    ".dot": b"digraph { a -> b }\n",
    ".mmd": b"flowchart LR\n  a --> b\n",
}
"""By suffix, of every kind that can carry a document."""
