"""Labelled rows of financial statements: finding the lines, binding them, and weighing what a broken identity proves."""
