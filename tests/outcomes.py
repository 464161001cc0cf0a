"""Reports for tests that tell a pledge and what came of it, in words of our own."""

from __future__ import annotations

from typing import Any

PIER = ("Ana Whitlock", "rebuild the north pier at Gull Point")


def told(day: str, outlet: str, *paragraphs: str, **more: Any) -> dict[str, Any]:
    """A report of that day."""
    return {"id": f"{outlet.split()[-1].lower()}-{day}", "outlet": outlet, "published": day, "text": "\n".join(paragraphs)} | more


IDLE = ("Rain fell on the valley for most of the day.", "Prices of pears rose for the third week.")
PIER_STORY = [
    told("2011-05-02", "The Courier", "Mayor Ana Whitlock promised to rebuild the north pier at Gull Point.", *IDLE),
    told("2011-06-11", "Evening Post", *IDLE, "Crews started to rebuild the north pier at Gull Point on Friday, Whitlock announced."),
    told("2011-09-01", "Valley Herald", "Whitlock's plan to rebuild the north pier at Gull Point has stalled: a judge blocked it.", *IDLE),
    told(
        "2012-04-20",
        "The Courier",
        IDLE[0],
        "Mayor Whitlock has rebuilt the north pier at Gull Point, and it finally opened on Friday.",
        IDLE[1],
    ),
    told(
        "2012-04-22", "Evening Post", "The north pier at Gull Point, which Ana Whitlock promised to rebuild, was finished this week.", *IDLE
    ),
]
FERRY_STORY = [
    told("2011-05-03", "Valley Herald", "Senator Lena Oakes vowed to cut the ferry fare to Eastfield Island by a tenth.", *IDLE),
    told("2012-01-09", "The Courier", *IDLE, "Oakes broke her promise to cut the ferry fare to Eastfield Island: she failed to do so."),
    told(
        "2012-01-10",
        "Evening Post",
        "The ferry fare to Eastfield Island, which Lena Oakes vowed to cut, was not cut: it was a broken promise.",
        *IDLE,
    ),
]
STORIES = [*PIER_STORY, *FERRY_STORY, told("2011-07-01", "The Courier", *IDLE, "The old market was crowded, and the trams were late.")]
