"""Letters, numbers and formulas, set once and drawn often.

fonts           the bundled ones; text_line: a line in one of them; toned_line: in colours
number_block    a value as it is drawn: a number, a table, a shape
math_text       formulas as curves: simple names by math_letters, else by ziamath
math_block      glyphs in their places; wrapping: formulas in lines that fit
searchable      texts of a PDF
text_taker      a painter that is given texts as texts
"""
