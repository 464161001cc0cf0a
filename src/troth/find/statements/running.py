"""Running quotations: those that no cue stands next to, given to who speaks before or after them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from troth.find.statements.beside import headline_statement, speaking_beside
from troth.find.statements.drafts import Draft, holds, joined
from troth.marks import Marked
from troth.text import paragraphs
from troth.types import Span

RUNNING: Final = 0.8  # confidence that a quotation that goes on belongs to who spoke before it
ORPHANED: Final = 0.4  # that a paragraph between quotation marks is a statement where nobody spoke nearby
FARTHEST: Final = 2  # paragraphs back to who spoke last
SHORTEST: Final = 4  # words: a shorter quotation that is no sentence is a title, a nickname or a word looked at from outside


def join_running(text: str, found: list[Draft], marks: Sequence[Marked]) -> list[Draft]:
    """The drafts, with the quotations that none of them held joined to them or added as drafts of their own."""
    taken = joined(span for draft in found for span in draft.content)
    spoken = sorted((draft for draft in found if draft.speech and draft.quotations), key=lambda draft: draft.content[0].start)
    starts = [paragraph.start for paragraph in paragraphs(text)]
    added: list[Draft] = []
    before, reach, at = None, 0, 0  # who spoke last, and where that ended
    previous: Marked | None = None
    waiting: list[Draft] = []  # those whose quotation runs on, and whose speaker may come after it
    for mark in marks:
        while at < len(spoken) and (end := _end(spoken[at])) <= mark.span.start:
            before, reach, at = spoken[at], max(reach, end), at + 1
        if not _goes_on(text, previous, mark):
            waiting.clear()
        if holds(taken, mark.span.start) or not _is_speech(text, mark):
            if at < len(spoken) and mark in spoken[at].quotations:
                for draft in waiting:
                    draft.source = spoken[at].source
            previous = mark
            continue
        following = spoken[at] if at < len(spoken) else None
        apart = _paragraph(starts, mark.span.start) - _paragraph(starts, reach) if before is not None else FARTHEST + 1
        if (beside := speaking_beside(text, mark)) is not None:
            added.append(beside)
            before, reach = beside, _end(beside)
        elif before is not None and (_goes_on(text, previous, mark) or (apart == 0 and _opens_sentence(text, mark))):
            _join(before, mark)
            reach = max(reach, mark.span.end)
        elif following is not None and _leads_into(starts, mark, following) and _opens_sentence(text, mark):
            _join(following, mark)
        elif mark.first and mark.last:
            near = before if apart <= FARTHEST else None
            source = near.source if near is not None else None
            before, reach = (
                Draft(source, None, [mark.span], RUNNING if near is not None else ORPHANED, True, quotations=[mark]),
                mark.span.end,
            )
            added.append(before)
            if source is None:
                waiting.append(before)
        previous = mark
    heading = headline_statement(text)
    if heading is not None and not any(_told_before(draft, heading.content[0]) for draft in [*found, *added]):
        heading.quotations = [mark for mark in marks if mark.span.end <= heading.content[0].end]
        added.append(heading)
    return [*found, *added]


def _told_before(draft: Draft, words: Span) -> bool:
    """Whether a draft claims words that a headline gives to somebody, and not from inside them."""
    return draft.content[0].start < words.end and (draft.source is None or draft.source.start < words.start)


def _end(draft: Draft) -> int:
    return max(span.end for span in [*draft.content, *(held for held in (draft.source, draft.cue) if held is not None)])


def _join(draft: Draft, mark: Marked) -> None:
    draft.content.append(mark.span)
    draft.quotations.append(mark)


def _paragraph(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset)


def _is_speech(text: str, mark: Marked) -> bool:
    words = text[mark.span.start : mark.span.end]
    return len(words.split(None, SHORTEST)) >= SHORTEST or words.rstrip("”\"'’").endswith((".", "!", "?"))


def _opens_sentence(text: str, mark: Marked) -> bool:
    before = text[max(0, mark.span.start - 3) : mark.span.start].rstrip()
    return mark.first or not before or before[-1] in ".!?”\"’'…:"


def _goes_on(text: str, previous: Marked | None, mark: Marked) -> bool:
    """Whether the quotation before was left open at the end of its paragraph, and this one opens the next."""
    return previous is not None and not previous.closed and mark.first and not text[previous.span.end : mark.span.start].strip()


def _leads_into(starts: list[int], mark: Marked, following: Draft) -> bool:
    """Whether the quotation stands in the paragraph in which the next speaker speaks."""
    return _paragraph(starts, mark.span.end) == _paragraph(starts, min(span.start for span in following.content[:2]))
