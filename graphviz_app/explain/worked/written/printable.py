"""Words of a person's file without what would steer a terminal, a printer or a reader."""


def printable(text: str) -> str:
    """A space for each character that cannot be printed."""
    return "".join(char if char.isprintable() else " " for char in text)


def on_one_line(text: str) -> str:
    """The same, with single spaces between words and none around them."""
    return " ".join(printable(text).split())
