"""A hand solution's numbers.

claims          ``grad(w) == -0.2175``, read and written
subjects        what they are about
claimed         what they say: numbers, fractions, vectors, tolerances
"""
