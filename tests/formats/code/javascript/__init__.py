"""Tests of programs in JavaScript."""
