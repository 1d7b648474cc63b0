"""A document is found also after other programs had the file, and nothing hostile gets far."""

import base64
import gzip
import io
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.errors import DocumentError
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.carrying.finding import MAX_PICTURE, found_in
from graphviz_app.formats.carrying.packing import packed
from graphviz_app.formats.carrying.putting import put
from tests.formats.carrying.samples import FILES, HARD, NEURON, png

LINE = packed(HARD).encode("ascii")
WITH = {suffix: put(suffix, content, HARD) for suffix, content in FILES.items()}


@pytest.mark.parametrize(
    "chunk",
    [
        (b"iTXt", b"graphviz_app\0\0\0\0\0" + LINE),
        (b"iTXt", b"graphviz_app\0\1\0en\0Source\0" + zlib.compress(LINE)),
        (b"zTXt", b"graphviz_app\0\0" + zlib.compress(LINE)),
        (b"tEXt", b"graphviz_app\0" + LINE),
    ],
)
def test_in_a_png_any_kind_of_text_will_do(chunk: tuple[bytes, bytes]) -> None:
    assert found_in(png((b"tEXt", b"Software\0other"), chunk)) == HARD


def test_in_a_png_it_may_stand_behind_the_pixels() -> None:
    content = WITH[".png"]
    begins, pixels = content.index(b"iTXt") - 4, content.index(b"IDAT") - 4
    text, end = content[begins:pixels], content.index(b"IEND") - 4
    assert found_in(content[:begins] + content[pixels:end] + text + content[end:]) == HARD


def test_a_picture_that_is_cut_off_behind_it_is_read() -> None:
    content = WITH[".png"]
    assert found_in(content[: content.index(b"IDAT") + 3]) == HARD


def test_of_several_the_first_that_can_be_read_counts() -> None:
    broken = (b"tEXt", b"graphviz_app\0{")
    good = (b"tEXt", b"graphviz_app\0" + packed(NEURON).encode())
    assert found_in(png(broken, good, (b"tEXt", b"graphviz_app\0" + LINE))) == NEURON


def test_a_damaged_one_is_told_with_the_name_of_the_file() -> None:
    content = bytearray(WITH[".png"])
    content[content.index(b"iTXt") + 40] ^= 1
    with pytest.raises(DocumentError, match=r"^'a\.png' carries a graph that is damaged"):
        found_in(bytes(content), "'a.png'")


def rewritten() -> Iterator[tuple[str, bytes]]:
    """As editors and optimizers write SVG and HTML anew."""
    for suffix in (".svg", ".html"):
        text = WITH[suffix].decode()
        yield "wrapped", text.replace(" ", "\n\t ").encode()
        yield "escaped", text.replace(LINE.decode(), escape(LINE.decode())).encode()
        yield "numbered", text.replace(LINE.decode(), LINE.decode().replace('"', "&#34;")).encode()
        yield "prefixed", text.replace("<document xmlns", "<ns0:document xmlns:ns0").encode()
        yield "cdata", text.replace(LINE.decode(), f"<![CDATA[{LINE.decode()}]]>").encode()
        yield "utf-16", text.encode("utf-16")
        yield "marked", text.encode("utf-8-sig")
        yield "latin-1", text.encode("latin-1", "replace")
        yield "gzip", gzip.compress(text.encode())
        yield "windows", text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("content", [pytest.param(c, id=name) for name, c in rewritten()])
def test_markup_that_was_written_anew_is_read(content: bytes) -> None:
    assert found_in(content) == HARD


@pytest.mark.parametrize("coding", ["base64", "percent", "wrapped"])
@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_picture_inside_a_page_is_read(suffix: str, coding: str) -> None:
    kind = {".png": "image/png", ".svg": "image/svg+xml;charset=utf-8"}[suffix]
    letters = base64.b64encode(WITH[suffix]).decode()
    data = f"{kind};base64,{letters}" if coding != "percent" else f"{kind},{quote(WITH[suffix])}"
    if coding == "wrapped":
        data = data[:60] + "\n" + data[60:]
    page = f'<p><img alt="a" src="data:image/png;base64,AAAA"><img src="data:{data}"></p>'
    assert found_in(page.encode()) == HARD


def test_a_picture_inside_of_slides_or_a_letter_is_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/media/image1.png", FILES[".png"])
        archive.writestr("word/media/image2.png", WITH[".png"])
    assert found_in(stream.getvalue()) == HARD


@pytest.mark.parametrize("filter_", [b"", b"/Filter /FlateDecode"])
def test_in_a_pdf_the_stream_may_be_compressed(filter_: bytes) -> None:
    data = zlib.compress(LINE) if filter_ else LINE
    written = b"%%PDF-1.7\n1 0 obj\n<< %b >>\nstream\r\n%b\nendstream\nendobj\n" % (filter_, data)
    assert found_in(written) == HARD


def test_a_text_about_it_carries_nothing() -> None:
    texts = ['x = input(1)  # {"graphviz_app":1,"text":"y"}', "# graphviz_app: eJw", "graphviz_app"]
    assert [found_in(text.encode()) for text in texts] == [None] * 3


def bombs() -> Iterator[bytes]:
    """Small files of a great deal of nothing."""
    nothing = zlib.compress(b'{"graphviz_app":1,"text":"' + b" " * 50_000_000, 1)
    for kind, head in ((b"iTXt", b"\0\1\0\0\0"), (b"zTXt", b"\0\0")):
        yield png(*[(kind, b"graphviz_app" + head + nothing)] * 8)
    yield b"%PDF-1.7\n" + (b"stream\n" + nothing + b"\nendstream\n") * 8
    yield b"%PDF-1.7\n" + b"stream\nx\x9c" * 20_000
    yield b"<svg>" + b'{"graphviz_app":' * 200_000
    yield b"<p>" + b"data:image/png;base64," * 40_000
    yield b"<p>" + b"<svg " * 200_000 + b"data:image/png;a;a;a" * 100_000
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"customXml/item{n}.xml", b"<" + b" " * 25_000_000)
    yield stream.getvalue()


def test_a_bomb_goes_off_in_bounded_room_and_time() -> None:
    for content in bombs():
        tracemalloc.start()
        began = time.perf_counter()
        assert _read(content) is None
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < 200_000_000, content[:60]
        assert time.perf_counter() - began < 10, content[:60]


def test_what_is_too_large_is_refused_with_the_bound() -> None:
    with pytest.raises(DocumentError, match="a picture is larger than the 200,000,000 bytes"):
        found_in(bytes(MAX_PICTURE + 1), "a picture")


def _read(content: bytes) -> Carried | None:
    """Only the program's own error may be raised."""
    try:
        return found_in(content)
    except DocumentError:
        return None


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["", *FILES]), st.binary(max_size=200), st.data())
def test_any_bytes_are_read_or_refused(suffix: str, noise: bytes, data: st.DataObject) -> None:
    content = WITH.get(suffix, b"")
    if not content:
        _read(noise)
        return
    at = data.draw(st.integers(0, len(content)))
    cut = data.draw(st.integers(0, len(content)))
    _read(content[:at])
    _read(content[:at] + noise + content[at + len(noise) :])
    _read(content[:at] + noise + content[cut:])


@pytest.mark.parametrize("suffix", [".png", ".svg", ".html", ".tex"])
def test_any_byte_that_is_flipped_is_read_or_refused(suffix: str) -> None:
    content = put(suffix, FILES[suffix], NEURON)
    for at in range(len(content)):
        found = _read(content[:at] + bytes([content[at] ^ 0x15]) + content[at + 1 :])
        if suffix in (".png", ".tex"):  # which are summed up
            assert found in (None, NEURON)
