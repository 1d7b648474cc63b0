"""A solution written: one renderer for each format.

formats         the table of them
text            plain text; markdown, latex, html: the others; style: of HTML
breaking        equations in lines that are not too long, for all of them alike
reader          LaTeX of formulas read as text; block: such text over several lines
ascii           words and formulas as LaTeX that every TeX reads; printable: words as text
"""
