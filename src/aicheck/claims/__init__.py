"""Curated claims: loading them, and binding them to what documents say."""
