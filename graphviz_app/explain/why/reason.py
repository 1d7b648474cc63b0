"""Reason: why a number is what it is, in a few words and as a sentence."""

from typing import NamedTuple


class Reason(NamedTuple):
    """``brief`` goes on from ``title`` (``Why 0``: ``masked by ReLU``); ``node`` is where it is."""

    title: str
    brief: str
    sentence: str
    node: str
