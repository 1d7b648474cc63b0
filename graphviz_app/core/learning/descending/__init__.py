"""The steps of a training, one after the other or many at once.

checked      whether a graph can be trained
starts       from which values
batches      which rows of the data each step takes
flat         all parameters, and what is kept of them, in one row of numbers
rows         losses and gradients of the data; at_once: of many rows of a graph
             of numbers; stacked: of any graph
way          from one such row of numbers to the next
lines        a graph of numbers as lines of Python; quick: many of its steps as one function
past         the iterations that have been; history: those of them that are kept
stopping     when and why a descent ends; ending: where in the steps just done;
             flatness: why gradients lead nowhere
"""
