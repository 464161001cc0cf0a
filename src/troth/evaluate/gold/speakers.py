"""Speakers: sources of attributions with the fullest name that their article gives; the articles stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from troth.errors import TrothError
from troth.evaluate.cases import Case, Unscorable
from troth.evaluate.gold.archive import files_in, is_archive
from troth.evaluate.gold.rows import Row, made_of, report_in, span_in
from troth.evaluate.gold.standoff import text_forms
from troth.evaluate.places import Transfer
from troth.forms import Form

BESIDE: Final = "polnear"  # the folder beside the labels in which the articles are looked for


def speaker_cases(labels: Iterable[Row], path: Path, texts: Path | None) -> Iterator[Case | TrothError]:
    """Each article with its `speakers`: span, name and kind (pronoun, surname, ...)."""
    articles = _articles(texts or path.parent / BESIDE, path)
    of_article: dict[str, list[Row]] = {}
    for row in labels:
        of_article.setdefault(str(row.form.get("doc")), []).append(row)
    for name, rows in of_article.items():
        if name not in articles:
            yield Unscorable(rows[0].where, f"the text of {name} is not there", "name the folder or archive that has it: --texts")
            continue
        article = made_of(rows[0], partial(report_in, own=articles[name]), "speakers")
        if isinstance(article, TrothError):
            yield article
            continue
        made = [made_of(row, partial(_speaker, text=articles[name]["text"], transfer=article[1]), "speakers") for row in rows]
        yield from (error for error in made if isinstance(error, TrothError))
        speakers = [speaker for speaker in made if not isinstance(speaker, TrothError)]
        yield Case(name, rows[0].where, name, {"speakers": speakers}, article[0])


def _speaker(row: Row, *, text: str, transfer: Transfer) -> Form:
    span = span_in(row.form, row, text, transfer)
    return {"quote": {"start": span.start, "end": span.end}, "name": row.form["name"], "kind": str(row.form.get("kind") or "other")}


def _articles(texts: Path, path: Path) -> dict[str, Form]:
    places = [texts, *sorted(texts.iterdir())] if texts.is_dir() else [texts]
    articles: dict[str, Form] = {}
    for place in places:
        if is_archive(place):
            articles |= text_forms(files_in(place, (".txt",)))
    if not articles:
        raise Unscorable(str(path), f"its texts are not in {texts}", "name the folder or archive that has them: --texts")
    return articles
