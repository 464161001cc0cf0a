"""Old pages: layout tables, line breaks and preformatted text made into the paragraphs that they stood for.

Extraction takes tables for data and joins what only line breaks separate; news pages were built of both for ten years.
"""

from __future__ import annotations

from typing import Any, Final

from troth.text import canonical

LAYOUT_CELL: Final = 250  # characters: a table cell that holds more than a figure or a phrase is there for the page's layout
BREAKS: Final = 2  # line breaks in one block; a single one may be an address or a poem, several separate paragraphs

_BLOCKS: Final = frozenset(
    "p div table ul ol dl pre blockquote h1 h2 h3 h4 h5 h6 section article aside figure form hr header footer nav".split()
)


def free_from_layout(tree: Any) -> None:
    """Turn layout into paragraphs, in place."""
    for table in list(tree.iter("table")):
        if any(len("".join(cell.itertext())) > LAYOUT_CELL for cell in table.iter("td")):
            _unfold(table)
    for preformatted in list(tree.iter("pre")):
        _set_in_paragraphs(preformatted)
    for block in list(tree.iter("div", "body", "article", "section")):
        if len(block.findall("br")) >= BREAKS:
            _split_at_breaks(block)


def _unfold(table: Any) -> None:
    """Plain blocks in the place of a table's rows and cells."""
    for part in table.iter("table", "tbody", "thead", "tr", "td", "th", "center"):
        part.tag = "div"
    for font in list(table.iter("font")):
        font.drop_tag()


def _set_in_paragraphs(preformatted: Any) -> None:
    paragraphs, tail = canonical(preformatted.text_content()).split("\n\n"), preformatted.tail
    preformatted.clear()
    preformatted.tag, preformatted.tail = "div", tail
    preformatted.extend(_paragraph(preformatted, text) for text in paragraphs)


def _split_at_breaks(block: Any) -> None:
    """A paragraph for every stretch between breaks and blocks, with the links and emphasis in it."""
    current = _paragraph(block, block.text)
    parts, block.text = [current], None
    for child in list(block):
        if child.tag != "br" and child.tag not in _BLOCKS:
            current.append(child)
            continue
        current = _paragraph(block, child.tail)
        parts += [current] if child.tag == "br" else [child, current]
        child.tail = None
    block[:] = [part for part in parts if part.tag != "p" or len(part) or (part.text or "").strip()]


def _paragraph(beside: Any, text: str | None) -> Any:
    new = beside.makeelement("p")
    new.text = text
    return new
