"""YAML that ships with the package, as plain data: lists, dicts and strings.

Built straight from the parser's events: the nodes and tags that PyYAML makes of them first take twice as long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def plain(text: str) -> Any:
    """The one document of a text, every scalar as written. Raises: yaml.YAMLError, ValueError for an alias."""
    following = _LOADER(text).get_event
    following(), following()  # the stream and the document begin
    return _data(following(), following)


def _data(event: yaml.Event, following: Callable[[], yaml.Event]) -> Any:
    """What an event begins, up to its end."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := following(), yaml.SequenceEndEvent):
            items.append(_data(event, following))
        return items
    if isinstance(event, yaml.MappingStartEvent):
        entries = {}
        while not isinstance(event := following(), yaml.MappingEndEvent):
            entries[_data(event, following)] = _data(following(), following)
        return entries
    raise ValueError(f"only scalars, lists and mappings are read: {event}")
