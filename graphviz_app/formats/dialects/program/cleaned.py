"""Text around a program: prompts, shell lines and the print statement of an older Python."""

import re

_PROMPT = re.compile(r"(?:>>>|\.\.\.)(?: |$)|(?:In )?\[\d+\]: ?")
_SHELL = re.compile(r"\s*[%!]\s?\w")
_PRINT = re.compile(r"(\s*)print\s+[^\s(=].*")


def cleaned(text: str) -> str:
    """The program alone; every line stays where it is."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    prompted = any(line.startswith(">>> ") for line in lines)
    return "\n".join(_line(line, prompted) for line in lines)


def _line(line: str, prompted: bool) -> str:
    if prompted:
        found = _PROMPT.match(line)
        line = line[found.end() :] if found else ""
    if _SHELL.match(line):
        return ""
    if found := _PRINT.fullmatch(line):
        return f"{found[1]}print()"
    return line.replace("\t", "    ") if line.startswith("\t") else line
