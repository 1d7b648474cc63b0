"""Text as it is shown: line numbers, tinted lines, underlined mistakes, coloured words.

view            the editor; underlines: places in it
numbered        its lines with their numbers and tints; spacing: air between them
highlighter     the colours of words
long_text       what is shown of texts that are too long for it
two_texts       where two texts differ, and how Qt counts letters
"""
