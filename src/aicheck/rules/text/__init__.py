"""Sentence patterns: their language, shapes of sentences, and matching in linear time."""
