"""The words of each language, one YAML file a language."""
