"""Graphviz in a process of its own: DOT comes in on stdin, JSON goes out on stdout.

Run as a script, with the time limit in seconds. It imports nothing of the program, so that it is
up in a moment. A request is its length (4 bytes, big-endian) and its bytes; an answer begins with
one byte more: d (done), f (failed) or m (Graphviz is missing).
"""

import faulthandler
import importlib
import os
import signal
import struct
import sys
import tempfile
from typing import Any, BinaryIO


def main(time_limit: float) -> None:
    """Answer until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, _own_stdout()
    graphviz = _bundled_graphviz()
    while len(header := requests.read(4)) == 4:
        source = requests.read(struct.unpack(">I", header)[0])
        # Graphviz holds the interpreter while it computes: if nobody is left to end this process,
        # only a watchdog outside the interpreter can.
        faulthandler.dump_traceback_later(time_limit, exit=True)
        outcome, payload = _answer(graphviz, source)
        faulthandler.cancel_dump_traceback_later()
        answers.write(outcome + struct.pack(">I", len(payload)) + payload)
        answers.flush()


def _own_stdout() -> BinaryIO:
    """The stream for answers; whatever else is printed goes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _bundled_graphviz() -> Any:
    try:
        return importlib.import_module("pygraphviz.graphviz")
    except (ImportError, OSError) as error:
        return error


def _answer(graphviz: Any, source: bytes) -> tuple[bytes, bytes]:
    if isinstance(graphviz, Exception):
        return b"m", str(graphviz).encode()
    try:
        return b"d", _laid_out(graphviz, source)
    except (ValueError, RuntimeError, OSError) as error:
        return b"f", str(error).encode()


def _laid_out(graphviz: Any, source: bytes) -> bytes:
    with tempfile.TemporaryFile() as file:
        file.write(source)
        file.seek(0)
        graph = graphviz.agread(file, None)
    context = graphviz.gvContextWithBuiltins()
    try:
        if graphviz.gvLayout(context, graph, b"dot") != 0:
            raise RuntimeError("dot found no layout")
        error, answer = graphviz.gvRenderData(context, graph, b"json0")
        graphviz.gvFreeLayout(context, graph)
        if error:
            raise RuntimeError("dot could not write the layout")
        return bytes(answer)
    finally:
        graphviz.agclose(graph)
        graphviz.gvFreeContext(context)


if __name__ == "__main__":
    main(float(sys.argv[1]))
