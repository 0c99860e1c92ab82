"""`match: {cell: [agreeing, slip, sibling]}`: a number of a sentence, against the cell of a table whose level it states.

Binds `stated`, the number of the sentence; `cell`, the cell with the claim that it makes (`cell.subject`, `cell.period`); and
`slip`, what would explain that they differ. The words after `cell` choose by what shows that the two are one:

- `agreeing`: they agree;
- `slip`: they do not, and one slip of the pen explains it;
- `sibling`: they do not, but another number of the same paragraph agrees with the same table;
- `near`: they do not, and the table stands beside the paragraph, no heading between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from aicheck.intervals import Interval
from aicheck.model import Claim, Fix, Quantity, Reading
from aicheck.rules.matching import Binding, Facts, Item, Match, Matcher, NameType, Source
from aicheck.rules.sources.choices import choices, chosen
from aicheck.rules.tables.mentions import Mention, Stated, mentions
from aicheck.rules.tables.slips import Slip, slips
from aicheck.rules.tables.suspects import SLIP_WORDS
from aicheck.yamlio import Fields, Node

Shown = Literal["agreeing", "slip", "sibling", "near"]
NAMES: Mapping[str, NameType] = {"stated": "one", "cell": "one", "slip": "text"}
NEAR = 1500
"""Code points between a sentence and the table that it stands beside."""
HEADING = 80
"""Code points up to which words that end without a full stop are a heading."""
_SENTENCE_ENDS = frozenset(".!?。！？:：;；,，")
ALIKE = 3
"""How many times larger one of two numbers may be that differ without a slip."""
DIGITS = 3
"""Digits from which a slip tells: with fewer, nearly any two numbers are one slip apart."""
POWERS = (0, 3, -3, 6, -6, 9, -9)
"""Powers of ten that a table may leave unsaid."""
SHIFTS = (3, -3, 4, -4, 6, -6, 8, -8)
"""Powers of ten by which a wrong scale word is off: thousand for million, 万 for 亿."""
MOVED = 2
"""Places by which a point is moved in a repair; where it is more, the word for the scale is wrong."""
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


class _Pair(NamedTuple):
    """A mention with the cell in the mention's unit, whether they agree, and the slip that explains it where they do not."""

    mention: Mention
    cell: Quantity
    agrees: bool
    slip: Slip | None
    sure: bool


def _compile(node: Node, fields: Fields) -> Matcher | None:
    wanted = chosen(node, fields, "cell", get_args(Shown))
    return Matcher(NAMES, wanted, optional=frozenset({"slip"}), implied=wanted == {"near"}) if wanted else None


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    for reading in facts.readings:
        pairs = [pair for mention in mentions(reading) if (pair := _paired(mention, facts))]
        agreeing = {(pair.mention.block, pair.mention.cell.place.table) for pair in pairs if pair.agrees}
        for pair in pairs:
            sibling = (pair.mention.block, pair.mention.cell.place.table) in agreeing
            shown = _shown(pair, sibling, reading)
            for index, matcher in enumerate(matchers):
                if shown in matcher.pattern:
                    yield index, _match(pair, reading, facts)


def _shown(pair: _Pair, sibling: bool, reading: Reading) -> Shown | None:
    """What shows that the sentence means the cell."""
    if pair.agrees:
        return "agreeing"
    if pair.slip:
        return "slip"
    if not pair.sure or not _alike(pair.mention.quantity, pair.cell, ALIKE):
        return None
    if sibling:
        return "sibling"
    return "near" if _beside(pair.mention, reading) else None


def _beside(mention: Mention, reading: Reading) -> bool:
    """Whether the sentence stands near its table, under the same heading."""
    document = reading.document
    table, (start, end) = document.tables[mention.cell.place.table], mention.sentence
    first, last = (table.end, start) if table.end <= start else (end, table.start)
    if last - first > NEAR:
        return False
    between = (document.text[a:b].strip() for a, b in document.prose if first <= a and b <= last)
    return not any(len(words) <= HEADING and words[-1:] not in _SENTENCE_ENDS for words in between)


# -- a number and a cell ----------------------------------------------------------------------------------------------


def _paired(mention: Mention, facts: Facts) -> _Pair | None:
    """The two in one unit; None where they cannot be compared."""
    stated, cell = mention.quantity, mention.cell
    if stated.value is None or cell.quantity.value is None or stated.relation not in ("=", "~"):
        return None
    if stated.kind == "percent" or cell.quantity.kind == "percent":
        same = stated.kind == cell.quantity.kind
        return _judged(mention, _as_stated(cell.quantity, stated, 0), facts, True) if same else None
    if stated.kind not in ("money", "count", "number") or cell.quantity.kind not in ("money", "number"):
        return None
    if stated.kind == "money" == cell.quantity.kind and stated.unit != cell.quantity.unit:
        return None
    if cell.scaled and (stated.kind == "money") == (cell.quantity.kind == "money"):
        return _judged(mention, _as_stated(cell.quantity, stated, 0), facts, True)
    return _unscaled(mention, cell, facts)


def _unscaled(mention: Mention, cell: Stated, facts: Facts) -> _Pair | None:
    """Compared in the power of ten in which they agree, else in the one in which they are closest."""
    tried = [_judged(mention, _as_stated(cell.quantity, mention.quantity, power), facts, False) for power in POWERS]
    agreeing = next((pair for pair in tried if pair.agrees), None)
    if agreeing:
        return agreeing
    return next((pair for pair in tried if _alike(mention.quantity, pair.cell, 2)), None)


def _alike(one: Quantity, other: Quantity, times: int) -> bool:
    """Whether neither of two numbers is more than so many times the other."""
    a, b = (abs(Fraction(each.value or 0)) for each in (one, other))
    return a <= times * b and b <= times * a


def _as_stated(cell: Quantity, stated: Quantity, power: int) -> Quantity:
    """A cell in the unit of a sentence's number, in another power of ten; brackets around a cost are no minus in a sentence."""
    value = cell.value.scaleb(power) if isinstance(cell.value, Decimal) else cell.value
    if value is not None and stated.value is not None and (value < 0) != (stated.value < 0):
        value = -value
    decimals = None if cell.decimals is None else cell.decimals - power
    return cell._replace(value=value, low=value, high=value, decimals=decimals, kind=stated.kind, unit=stated.unit)


def _judged(mention: Mention, cell: Quantity, facts: Facts, sure: bool) -> _Pair:
    allowed = cell.allowed(facts.widths)
    agrees = mention.quantity.allowed(facts.widths).meets(allowed)
    slip = None if agrees or mention.quantity.relation != "=" else _slip(mention.quantity, allowed, sure)
    return _Pair(mention, cell, agrees, slip, sure)


def _slip(stated: Quantity, cell: Interval, sure: bool) -> Slip | None:
    """The slip that explains why a stated number is not the cell's; the least doubtful of several."""
    value, decimals = stated.value, stated.decimals
    if not isinstance(value, Decimal) or decimals is None or not value:
        return None
    if sure and stated.kind != "percent":
        for power in SHIFTS:
            if Interval.rounded(value.scaleb(power), decimals - power).meets(cell):
                return Slip("scale", value.scaleb(power), decimals - power)
    if len(str(int(abs(value).scaleb(decimals))).strip("0")) < DIGITS:
        return None
    fitting = [slip for slip in slips(value, decimals) if Interval.rounded(slip.value, slip.places).meets(cell)]
    return fitting[0] if fitting else None


# -- as a match -------------------------------------------------------------------------------------------------------


def _match(pair: _Pair, reading: Reading, facts: Facts) -> Match:
    mention, cell = pair.mention, pair.mention.cell
    stated = facts.item(reading, mention.quantity, cell.subject)
    place = facts.place(reading, pair.cell.start, pair.cell.end)
    name = f"{cell.subject}, {cell.header}" if cell.header else cell.subject
    source = place._replace(text=pair.cell.text)
    claim = Claim(name, cell.subject, "", cell.header, "", "", pair.cell, source, place, bound=True)
    slip = f"; {SLIP_WORDS[pair.slip.kind]}" if pair.slip else ""
    bindings: dict[str, Binding] = {"stated": stated, "cell": Item(pair.cell, place, name, {"cell": name}, claim), "slip": slip}
    return Match(bindings, stated.place, fix=_fix(pair, stated))


def _fix(pair: _Pair, stated: Item) -> Fix | None:
    """What the sentence should probably say: the number without its slip, written as it stands."""
    quantity, slip = pair.mention.quantity, pair.slip
    found = _NUMERAL.findall(quantity.text)
    if slip is None or len(found) != 1 or not isinstance(quantity.value, Decimal):
        return None
    written = Decimal(found[0].replace(",", ""))
    if not written or quantity.decimals is None:
        return None
    factor = quantity.value / written
    moved = slip.places - quantity.decimals
    if abs(moved) > MOVED or slip.kind == "sign":
        return None
    places = max(moved - int(written.as_tuple().exponent), 0)
    digits = f"{abs(slip.value / factor):{',' if ',' in found[0] else ''}.{places}f}"
    if Decimal(digits.replace(",", "")) * abs(factor) != abs(slip.value):
        return None
    words = _NUMERAL.sub(digits, quantity.text, count=1)
    return Fix(stated.place, words, f"{SLIP_WORDS[slip.kind]}: then it is what the table has, {pair.cell.text}")


SOURCE = Source(
    name="cell",
    summary="a number of a sentence, against the cell of a table whose level it states",
    scope="document",
    compile=_compile,
    find=_find,
    schema=choices(get_args(Shown)),
    example="""\
severity: error
match: {cell: [agreeing, slip]}
expect: stated == cell
at: stated
message: "{stated} is stated, but the table has {cell} for {cell.cell}"
what: A sentence states what the table beside it has.
why: One of the two was changed alone.
fix: Compare both with their source.
tests:
  ok:
    - |
      | Ferry | 2031 |
      |-------|------|
      | Passengers | 48,210 |

      Passengers were 48,210 in 2031.
  bad:
    - |
      | Ferry | 2031 |
      |-------|------|
      | Passengers | 48,210 |

      Passengers were [[48,120]] in 2031.
""",
    mends=True,
)
