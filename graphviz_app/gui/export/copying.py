"""Copying: the picture on the clipboard, for a word processor, a slide, an editor and back."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from graphviz_app.gui.export.exporting import Exporting

if TYPE_CHECKING:
    from graphviz_app.export.copying import Copied, CopyJob

PNG, SVG = "image/png", "image/svg+xml"


class Copying(QObject):
    """One picture at a time; a newer one takes its place."""

    def __init__(
        self, say: Callable[[str], object], complain: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._say = say
        self.exporting = Exporting(self)
        self.exporting.written.connect(self._put)
        self.exporting.failed.connect(lambda why: complain(f"The picture was not copied: {why}."))

    def begin(self, job: "CopyJob") -> None:
        """Copy this; the clipboard changes once all of it is there."""
        self._say("Copying the picture …")
        self.exporting.begin(job)

    def _put(self, job: "CopyJob") -> None:
        copied: Copied = self.exporting.made  # type: ignore[assignment]  # what the job hands back
        QGuiApplication.clipboard().setMimeData(mime_of(copied, 1 / job.scale))
        self._say("Copied the picture as PNG and SVG, and its graph as text")


def mime_of(copied: "Copied", shrunk: float) -> QMimeData:
    """All forms of it. As a page, too: word processors prefer plain text to an image, but not that.

    ``shrunk`` is the size of a pixel of the image in that page.
    """
    data, image = QMimeData(), QImage.fromData(copied.png)
    data.setData(PNG, copied.png)
    data.setData(SVG, copied.svg)
    data.setImageData(image)
    data.setText(copied.text)
    source = f"data:{PNG};base64,{b64encode(copied.png).decode()}"
    sides = f'width="{image.width() * shrunk:.0f}" height="{image.height() * shrunk:.0f}"'
    data.setHtml(f'<img {sides} alt="{escape(copied.text)}" src="{source}">')
    return data
