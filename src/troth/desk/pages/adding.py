"""Add: paste a text or send files; what becomes of each report is told while it is read."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated, Final

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from troth.desk.app import desk_of, shown
from troth.desk.guard import Acting
from troth.desk.jobs import Job
from troth.read import Given

router = APIRouter()

MOST_BYTES: Final = 200_000_000  # of all files sent at once (as of one report: troth.read.pieces)


@router.get("/add")
def add_page(request: Request) -> Response:
    """The form, and the batches that were sent."""
    jobs = desk_of(request).jobs
    jobs.make_ready()
    return shown(request, "add.html", jobs=jobs.all(), counted_of=_counted, problem="")


@router.post("/add", dependencies=[Acting])
def add(
    request: Request,
    text: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Take in what was pasted or sent."""
    sent = [(file.filename or "report.txt", file.file.read()) for file in files or [] if file.filename]
    if sum(len(content) for _, content in sent) > MOST_BYTES:
        raise HTTPException(413, f"These files hold more than {MOST_BYTES:,} bytes. Send fewer at once, or use `troth add`.")
    about = {"title": title.strip(), "outlet": outlet.strip(), "published": published.strip(), "url": url.strip()}
    told = {name: value for name, value in about.items() if value}
    if text.strip():
        sent.append(("pasted.jsonl", json.dumps({"text": text, **told}).encode()))
    if not sent:
        problem = "There is nothing to add: paste a text, or choose files."
        return shown(request, "add.html", status=422, jobs=desk_of(request).jobs.all(), counted_of=_counted, problem=problem)
    given = Given() if text.strip() else Given(**{name: value for name, value in told.items() if name != "title"})
    job = desk_of(request).jobs.take(sent, given)
    return RedirectResponse(f"/add/{job.number}", 303)


@router.get("/add/{number}")
def progress(request: Request, number: int) -> Response:
    """What became of a batch so far; the page asks again until it has ended."""
    job = desk_of(request).jobs.job(number)
    if job is None:
        raise HTTPException(404)
    return shown(request, "progress.html", job=job, counts=_counted(job), pledges=sum(one.pledges for one in job.added))


def _counted(job: Job) -> Counter[str]:
    return Counter(str(one.outcome) for one in list(job.added))
