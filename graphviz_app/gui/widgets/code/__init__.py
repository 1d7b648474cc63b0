"""Text as it is shown: line numbers, tinted lines, underlined mistakes, coloured words.

view            the editor; spacing: air between its lines; underlines: places in it
highlighter     the colours of words
long_text       what is shown of texts that are too long for it
two_texts       where two texts differ, and how Qt counts letters
"""
