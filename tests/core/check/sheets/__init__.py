"""Hand solutions made at random, right or with one slip, without the engine that judges them.

working         a problem, a person's way of writing, a sheet worked step by step
steps           what every hand solution has: a sum, an activation, a weight, an update
networks        fully connected networks; courses: regressions, a formula in stages
formulas        chains and quotients, a whole softmax; shared: parameters used several times
families        all of them by name
planting        one slip in a sheet, and what leads to the same number; drawing: many from a seed
vectors         claims that are lists; styles: other ways of writing
"""
