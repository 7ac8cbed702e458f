"""A list of tables and communities, pasted or in a file: first shown with what is wrong with it, then set up whole.

Between the two nothing is kept here: the page carries the cells, as they were read.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from reflection_wall.models import Conference
from reflection_wall.rules import seating
from reflection_wall.rules.refusals import Conflict
from reflection_wall.rules.seating import LARGEST, Cells, Unreadable
from reflection_wall.services.arrange import tables
from reflection_wall.services.arrange.tables import Misfit
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web import typed
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me
from reflection_wall.web.speech import sentence

office_lists = Blueprint("office_lists", __name__, url_prefix="/office/c/<code>/list")

# A file with a form around it, or its cells on their way through the page, where letters of two bytes have three.
ROOM = 2 * LARGEST
MOST_SHOWN = 50


@office_lists.get("")
def show(code: str) -> ResponseReturnValue:
    """A box to paste into, and a file to choose."""
    person = me("set up")
    return _ask(person, conference_of(person, code), {})


@office_lists.post("")
def preview(code: str) -> ResponseReturnValue:
    """What the list means, and line by line what is wrong with it. Nothing is set up."""
    person, store = doer("set up", ROOM)
    found = conference_of(person, code)
    try:
        cells = _sent(store)
    except Unreadable as wrong:
        return _ask(person, found, {"list": sentence(wrong.message)})
    plan = store.aside(lambda session: seating.planned(cells, tables.known(session, found.id, found.programme_id)))
    return _shown(person, found, plan, cells)


@office_lists.post("/set-up")
def set_up(code: str) -> ResponseReturnValue:
    """Set up the whole list, or nothing of it."""
    person, store = doer("set up", ROOM)
    found = conference_of(person, code)
    create = typed.ticked("create")
    try:
        cells = seating.unpacked(typed.line("cells"))
        tables.bring(store, house().secret, found.id, cells, create=create)
    except Unreadable as wrong:
        return _ask(person, found, {"list": sentence(wrong.message)})
    except Misfit as wrong:
        missing = {} if wrong.plan.faults else {"create": gettext("Tick this, or name communities that are there.")}
        return _shown(person, found, wrong.plan, cells, missing, 422)
    except Conflict as wrong:
        return _ask(person, found, {"list": sentence(wrong.message)})
    return redirect(url_for("office_tables.show", code=found.code, done="added"), 303)


def _sent(store: Store) -> Cells:
    """The cells of the file, if one was chosen, else of the box. Read aside: a workbook may take seconds, and a green
    server would answer nobody else meanwhile. Raises Unreadable."""
    file = request.files.get("file")
    data = b""
    if file is not None:
        data = file.read(LARGEST + 1)
        file.close()
    if len(data) > LARGEST:
        raise Unreadable(seating.too_large())
    text = typed.line("list")
    return store.aside(lambda _: seating.file_cells(data) if data else seating.text_cells(text))


def _ask(person: Person, found: Conference, faults: dict[str, str]) -> Response:
    values = {"list": typed.line("list")}
    status = 422 if faults else 200
    return framed(
        "office/list.html",
        person,
        status,
        here="office_tables.show",
        conference=found,
        faults=faults,
        values=values,
        most=LARGEST // 1_000_000,
    )


def _shown(
    person: Person,
    found: Conference,
    plan: seating.Plan,
    cells: Cells,
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    faulty = sorted(plan.faults, key=lambda each: each.line)
    said = [(each.line, sentence(each.message)) for each in faulty[:MOST_SHOWN]]
    return framed(
        "office/list_preview.html",
        person,
        422 if said else status,
        here="office_tables.show",
        conference=found,
        plan=plan,
        said=said,
        unsaid=len(faulty) - len(said),
        carried=seating.mendable(cells) if said else seating.packed(cells),
        faults=faults or {},
    )
