"""What stands within quotation marks: which gold attributions are direct must not depend on the reader that is scored."""

from __future__ import annotations

import re
from typing import Final

from troth.text import paragraphs
from troth.types import Span

_MARK: Final = re.compile('["“”«»]')
_CLOSING: Final = "”»"


def quoted(text: str) -> list[Span]:
    """The stretches within double quotation marks, without the marks.

    One that is not closed runs to the end of its paragraph, as a quotation that goes on in the next one does.  Single marks
    are not looked at, since most of them are apostrophes.
    """
    spans = []
    for paragraph in paragraphs(text):
        opened: int | None = None
        for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
            if opened is None and mark[0] not in _CLOSING:
                opened = mark.end()
            elif opened is not None and mark[0] not in "“«":
                spans.append(Span(opened, mark.start()))
                opened = None
        if opened is not None:
            spans.append(Span(opened, paragraph.end))
    return spans
