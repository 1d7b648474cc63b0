"""Numbers as sentences and mathematics: what is said about a run, never computed here.

explain         all that the window asks for: captions, expressions, signs
boxes           folded groups explained
tangents        forward mode explained: the chain rule from front to back
forward         values explained; local: local derivatives; share: contributions and their sum
neuron          a neuron's z, a and δ, and what its weights get of it; letters: how they are called
chain           the products and sums that are written; series: long ones, shortened
composition     the output as one function of others: f(w(v(u(x))))
closed/         derivatives in closed form, by sympy
pullbacks       what an operator on tensors hands back, by its formula
term            a formula twice, in symbols and with numbers; run_terms: those of one run
telling         what one caption says: symbols, numbers, a remark
formula         symbols and expressions as LaTeX; notation: names and templates
piece           pieces of formulas put together, with the brackets that they need
tones           which parts of a formula are values, and which gradients
shapes          dimensions that fit or clash, what is repeated, what is summed on the way back
spelled         one operator as its shapes and attributes ask for
copies          what looks alike in it: x² written twice
proof           what a difference says of a gradient, and what a push has moved
numerals        numbers, vectors and matrices as LaTeX
plain_formula   the same as plain text; titles: what nodes and edges are called
verdict_words   a verdict as a sentence
claim_names     what a person's claims are about
updating/       the step of descent explained, and what it does to the output
step_words      a step in plain words: the optimizer, what became of the output
worked/         the worked solution of a graph, and how it is written
"""
