"""The page with the backward pass."""
