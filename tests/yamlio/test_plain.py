"""YAML that ships with the package, read as plain data."""

import pytest
import yaml

from aicheck.yamlio import load_trusted


@pytest.mark.parametrize("text", ["a: [1.10, {b: 6:45}, []]\nc: {}\nd:\ne: |\n  two\n  lines\n", "- yes\n- 'it''s'\n", "alone"])
def test_data_is_what_a_loader_without_types_gives(text: str) -> None:
    assert load_trusted(text) == yaml.load(text, Loader=yaml.BaseLoader)


def test_an_alias_is_refused() -> None:
    with pytest.raises(ValueError, match="only scalars"):
        load_trusted("a: &x [1]\nb: *x\n")


def test_broken_syntax_is_an_error() -> None:
    with pytest.raises(yaml.YAMLError):
        load_trusted("a: [1, 2\n")
