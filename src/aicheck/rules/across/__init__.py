"""Passages in two languages that say the same: found, aligned, and their numbers held against each other."""
