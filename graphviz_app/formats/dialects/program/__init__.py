"""Python programs: read with ``ast``, never executed.

program        a text as a program, and its translation
statements     its lines and blocks; walk: what the parts of that share; values: assignments;
               ignored: lines that no graph has
losses         of the libraries
loops          over steps, or over a few indices; definitions: its functions
expressions    its formulas; patched: as they are written, with other words in places
functions      what functions of the libraries are called here; libraries: which names are theirs
arrays         numbers that are written down; leaves: what a line of them becomes
learning/      what learns, how fast and by what steps, and what becomes of that
source         where everything stands; cleaned: prompts and shell lines taken away
entries        the lines of the translation; refusals: what is said instead of one
"""
