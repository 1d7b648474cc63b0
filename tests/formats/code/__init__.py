"""Scripts for NumPy and PyTorch."""
