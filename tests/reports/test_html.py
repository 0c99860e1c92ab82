"""The HTML report as text: what it holds, what it leaves out, and that it stays small. What it does: test_html_browser.py."""

import json
import re
from html.parser import HTMLParser

import pytest

from aicheck.model import Result
from aicheck.reports import Options, render
from aicheck.reports.html import languages
from tests.reports.hostile import WORDS, hostile
from tests.reports.many import many
from tests.reports.sample import result

_VOID = {"meta", "link", "input", "br", "img"}


class Page(HTMLParser):
    """The elements of a page, their attributes and text; fails where an element is not closed by its own end tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.texts.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


PAGES = {"none": Result(()), "sample": result(), "hostile": hostile(), "many": many(8, texts=True)}


@pytest.mark.parametrize("checked", PAGES.values(), ids=PAGES)
def test_page_is_well_formed_and_every_reference_in_it_has_its_target(checked: Result) -> None:
    page = Page(render(checked, "html"))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for name in ("href", "aria-labelledby"):
            target = attributes.get(name, "")
            if name == "href" and not target.startswith("#"):
                continue
            assert target.removeprefix("#") in {*ids, ""}


def test_page_has_no_inline_style_handler_or_outside_source() -> None:
    page = Page(render(hostile(), "html"))
    for tag, attributes in page.elements:
        assert not any(name == "style" or name.startswith("on") for name in attributes)
        assert "src" not in attributes
        if tag == "a":
            assert attributes["href"].startswith(("#", "https://", "http://"))
    assert [attributes["href"][:20] for attributes in page.named("link")] == ["data:image/svg+xml,%"]
    policy = next(attributes["content"] for attributes in page.named("meta") if attributes.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_hostile_text_is_text() -> None:
    page = Page(render(hostile(), "html"))
    assert len(page.named("script")) == 2
    assert page.named("img") == []
    text = "".join(page.texts)
    for words in WORDS[:8]:
        assert words.split("\n")[0][:30] in text


def test_what_is_not_given_is_not_shown() -> None:
    page = render(many(8, texts=True), "html", Options(quote="words"))
    assert "42 million million dollars" in page
    assert "The harbour fund" not in page
    assert "票据" not in page
    lines = render(many(8, texts=True), "html", Options(quote="line"))
    assert "The harbour fund" in lines
    assert "let 31 berths" not in lines, "a line on which nothing was found"
    assert "at sea and let " in render(many(8, texts=True), "html")


def test_texts_beyond_the_room_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aicheck.reports.html._TEXT_SHOWN", 340)
    page = render(many(8, texts=True), "html")
    assert page.count('<details class="text"') == 2
    assert "<b>1</b> <span data-t>documents are too long to be shown here</span>" in page


def test_every_word_of_the_page_has_its_translation() -> None:
    english, *others = languages()
    assert english.tag == "en"
    page = render(many(8, texts=True), "html") + render(Result((), faulty=True), "html")
    said = set(re.findall(r"<[^>]*\bdata-t(?=[ >])[^>]*>([^<]+)<", page))
    said |= {value for _, value in re.findall(r'(aria-label|placeholder)="([^"#]+)"', page)}
    said |= {"Showing {shown} of {all}", "{all} findings", "More places", "documents are too long to be shown here"}
    for language in others:
        assert sorted(said - set(language.words)) == []
        assert [scale for scale, _ in language.scales] == sorted((scale for scale, _ in language.scales), reverse=True)


def test_translations_are_data_that_cannot_end_their_element() -> None:
    page = render(Result(()), "html")
    data = re.search(r'<script type="application/json" id="translations">(.*?)</script>', page)
    assert data is not None
    assert set(json.loads(data[1])) == {language.tag for language in languages()}


def test_sides_that_share_a_line_are_shown_once() -> None:
    page = render(many(2), "html")
    card = page[page.index('id="f-0000000000000001"') :].partition("</article>")[0]
    assert card.count("<blockquote>") == 1
    assert card.count('<mark class="also">') == 2
    assert '<p class="said"><b>20%</b> the change</p>' in card


def test_a_thousand_findings_stay_below_three_megabytes() -> None:
    page = render(many(1000, 40), "html")
    assert page.count("<article ") == 1000
    assert len(page.encode()) < 3_000_000
