"""Settings: `[tool.aicheck]` in pyproject.toml, or aicheck.toml."""
