"""Tests of the player in one HTML file."""
