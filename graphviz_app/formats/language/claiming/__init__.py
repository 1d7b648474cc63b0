"""A hand solution's numbers.

claims          ``grad(w) == -0.2175``, read and written
resolved        claims of a whole text; why an answer cannot be read
subjects        what they are about
claimed         what they say: numbers, fractions, vectors, tolerances
"""
