"""What a person at central sets up: communes and their support points, named as the province lists them."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from app import resources
from app.central.ground import Ground
from app.central.identity import Who
from app.central.refusals import Refusal
from app.central.store.tables import commune, feed_counter, support_point
from app.central.turn import Turn
from app.domain.changes import Change, Pen, Value
from app.domain.merge import decide
from app.domain.places import Commune, communes_from_csv
from app.domain.records import KINDS, Maker


def listed_communes() -> tuple[Commune, ...]:
    """Today's communes of the province."""
    return communes_from_csv(resources.text("places", "communes_sonla.csv"))


def add_commune(ground: Ground, code: str) -> str:
    """Open a commune's feed; returns its name; done already, it changes nothing. Refusal: unknown_commune."""
    name = next((one.name for one in listed_communes() if one.code == code), "")
    if not name:
        raise Refusal("unknown_commune", 404)
    with ground.write() as connection:
        if commune_name(connection, code) is None:
            connection.execute(commune.insert(), {"code": code, "name": name})
            connection.execute(feed_counter.insert(), {"commune": code, "seq": 0, "durable_seq": 0})
    return name


def commune_name(connection: sa.Connection, code: str) -> str | None:
    """The name of a commune that was added, or None."""
    return connection.execute(sa.select(commune.c.name).where(commune.c.code == code)).scalar()


def add_support_point(ground: Ground, who: Who, code: str, details: Mapping[str, str]) -> str:
    """Open a support point in a commune; returns its id. Raises Refusal("unknown_commune").

    `details` are the fields of the record its devices read: name, address, phone, hours.
    """
    point = ground.new_id()
    with ground.write() as connection:
        turn = Turn(connection, code, who.epoch, ground.now_ms())
        connection.execute(support_point.insert(), {"commune": code, "id": point, "name": details["name"]})
        publish(ground, who, turn, "support_point", point, {**details, "commune": code})
        turn.finish()
    return point


def publish(ground: Ground, who: Who, turn: Turn, kind: str, record: str, values: dict[str, Value]) -> None:
    """Write a record that is made at central into the commune's feed, logged like any other change."""
    pen = Pen(who.server_id, who.server_id, ground.now_ms(), ground.new_id)
    turn.load([record])
    settle(turn, pen.create(kind, record, values))


def settle(turn: Turn, change: Change) -> None:
    """Keep and log a change central makes of a record that was loaded."""
    find, at = turn.finder(change.kind), turn.next_mark
    decision = decide(KINDS[change.kind], change, find, at=at, commune=turn.commune, by=Maker.CENTRAL)
    turn.keep(decision.records)
    turn.log(change, decision.outcome)
