"""Encoder: tiles of frames into a film, in the colours of the screen."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from av.codec.codec import UnknownCodecError
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from av.video.stream import VideoStream

from graphviz_app.errors import ExportError
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.tiles import Pixels, Tiles

_BT709, _SRGB = 1, 13
"""As ffmpeg counts primaries and curves."""
_THREADS = 1
"""More of them wait for each other where pictures are alike."""
_PLANES = 3
_APART = 5.0
"""Seconds between pictures from which a player can begin."""


class Codec(NamedTuple):
    """An encoder, and how it and its file are set."""

    name: str
    options: Mapping[str, str]
    of_file: Mapping[str, str] = {}


class Encoder:
    """Colours of a frame are only worked out anew where it has changed."""

    def __init__(self, path: Path, codec: Codec, moving: Moving) -> None:
        width, height = moving.size
        rate = Fraction(moving.fps).limit_denominator(1001)
        self._frame = VideoFrame(width, height, "yuv420p")
        self._colours = _Colours()
        self._file = av.open(str(path), "w", options=dict(codec.of_file))
        self._stream = stream = self._stream_of(codec, rate)
        context = stream.codec_context
        context.width, context.height, context.pix_fmt = width, height, "yuv420p"
        context.thread_count = _THREADS
        context.gop_size = round(_APART * moving.fps)
        context.color_range, context.colorspace = ColorRange.MPEG, Colorspace.ITU709
        context.color_primaries, context.color_trc = _BT709, _SRGB
        self._count = 0

    def _stream_of(self, codec: Codec, rate: Fraction) -> VideoStream:
        try:
            stream = self._file.add_stream(codec.name, rate, dict(codec.options))
        except UnknownCodecError:
            self._file.close()
            raise ExportError(f"the PyAV that is installed here has no {codec.name}") from None
        assert isinstance(stream, VideoStream)
        return stream

    def take(self, changed: Tiles) -> None:
        """One frame more, which differs from the one before in these."""
        if changed.places:
            self._put(changed)
        self._frame.pts = self._count
        self._count += 1
        self._encode(self._frame)

    def _put(self, tiles: Tiles) -> None:
        parts = self._colours.of(tiles.pixels)
        for number in range(_PLANES):
            source, target = _plane(parts, number), _plane(self._frame, number)
            less = 1 if number == 0 else 2  # two pixels share a colour, each way
            for place, (x, y, width, height) in enumerate(tiles.places):
                top, left, up = y // less, x // less, place * tiles.height // less
                high, wide = height // less, width // less
                target[top : top + high, left : left + wide] = source[up : up + high, :wide]

    def _encode(self, frame: VideoFrame | None) -> None:
        try:
            self._file.mux(self._stream.encode(frame))
        except FFmpegError as error:
            if isinstance(error, OSError):
                raise
            raise ExportError(f"the film could not be encoded: {error}") from error

    def close(self) -> None:
        """End the file."""
        try:
            if self._count:
                self._encode(None)
        finally:
            self._file.close()


class _Colours:
    """From those of the screen to those of films."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, ...], VideoReformatter] = {}
        """By shape: each keeps what it has prepared for one."""

    def of(self, pixels: Pixels) -> VideoFrame:
        """The same as a frame of its own."""
        reformatter = self._made.setdefault(pixels.shape, VideoReformatter())
        return reformatter.reformat(
            VideoFrame.from_numpy_buffer(pixels, "bgra"),
            format="yuv420p",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.AREA,
            threads=1,  # more would wait for each other
        )


def _plane(frame: VideoFrame, number: int) -> Pixels:
    """Light or one of two colours, to be read and written."""
    plane = frame.planes[number]
    rows: Pixels = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)  # type: ignore[call-overload]
    return rows[: plane.height, : plane.width]
