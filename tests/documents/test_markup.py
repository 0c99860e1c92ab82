from itertools import pairwise

import pytest

from aicheck.documents.markup import tokens

CASES = [
    ("tags and words", "<p>Six</P >", ["<p", "Six", ">p"]),
    ("attributes", "<a href='x>y' B=c d>Six", ["<a href=x>y b=c d=", "Six"]),
    ("given twice", "<a b=1 b=2>", ["<a b=1"]),
    ("alone", "<br/>", ["<br/"]),
    ("no tag", "5 < 6 <3", ["5 < 6 <3"]),
    ("a tag that nothing ends", "Six <b>7</b> <c and 8", ["Six ", "<b", "7", ">b", " <c and 8"]),
    ("a quote that nothing closes", '<a b="1>2 <i>7', ['<a b=" 1=', "2 ", "<i", "7"]),
    ("comments", "a<!-->b<!--->c<!-- x -- y > -->d<!-- 7", ["a", "b", "c", "d"]),
    ("declarations", "<!DOCTYPE html>a<![CDATA[ x ]]>b<?php 7 ?>c</ >d", ["a", "b", "c", "d"]),
    ("a declaration that nothing ends", "a <! 7", ["a <! 7"]),
    ("script", "<script>if (a<b) '</scripts>' <p></SCRIPT >6", ["<script", ">script", "6"]),
    ("script that nothing ends", "6<style>p{margin:7}", ["6", "<style"]),
]


def _shown(text: str) -> list[str]:
    found = []
    for token in tokens(text):
        given = "".join(f" {name}={value}" for name, value in token.given.items())
        shown = {"words": text[token.start : token.end], "open": f"<{token.name}{given}{'/' * token.alone}"}
        found.append(shown.get(token.kind, f">{token.name}"))
    return found


@pytest.mark.parametrize(("text", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_tokens(text: str, found: list[str]) -> None:
    assert _shown(text) == found


HOSTILE = ("<a ", "<!--", "<!-- >", '<a b="', "<a b='>", "<a <b ", "</", "<![CDATA[ >", "<a = ", "<script>")


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_gives_each_place_once(unit: str) -> None:
    text = unit * 50_000
    found = list(tokens(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(found) <= 50_000 + 1
