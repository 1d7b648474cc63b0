"""Plots of what has been trained.

pictures        which plots there are of some runs
runs            what they are called, and how their losses went
courses         how parameters and gradients went
landscape       the loss over two parameters
patience        how often something costly is worked out while steps go by
predicting      what a network predicts over its inputs
"""
