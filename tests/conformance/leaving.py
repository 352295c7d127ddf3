"""When records leave: rows a restore lost, and a move to another commune, as app/contract/PROTOCOL.md wants them.

Nothing of the product is imported.
"""

from __future__ import annotations

from tests.conformance.client import Json, Sheet
from tests.conformance.device import Device

OF_CENTRAL = ("support_point", "operator", "policy", "guide_pack", "return", "verdict", "machine")
"""Section 9: kinds devices do not make."""
PORTION = 500


class NotDrained(Exception):
    """Central has not answered for everything yet, or could still lose it."""


def left_over(device: Device) -> list[Json]:
    """Section 10: rows only a lost epoch told of."""
    epoch = device.cursor[0]
    old = [record for mark, record in device.rows.values() if mark[0] < epoch]
    lives = [record for record in old if record.get("life", "live") in ("live", "merged")]
    return [record for record in lives if record["kind"] not in OF_CENTRAL]


def offer_left_over(device: Device) -> int:
    """Offer them all; how many central keeps."""
    records, taken = left_over(device), 0
    for start in range(0, len(records), PORTION):
        said = {"device": device.id, "epoch": device.cursor[0], "records": records[start : start + PORTION]}
        taken += device.line.say("/v1/leftovers", said)["taken"]
    return taken


def move(device: Device, sheet: Sheet) -> Json:
    """Section 4, moving. Raises NotDrained; with any other trouble the device stays who it was."""
    durable = (device.epoch, device.durable)
    is_open = any(own.state in ("waiting", "held", "quarantined", "review") for own in device.own)
    if is_open or any(own.ack and own.ack > durable for own in device.own):
        raise NotDrained
    fresh = Device(operator=device.operator, role=device.role, instance=device.instance)
    paired = fresh.pair(sheet)
    device.leave()
    device.id, device.signing, device.sealing = fresh.id, fresh.signing, fresh.sealing
    device.wire, device.commune = fresh.wire, fresh.commune
    device.rows.clear()
    device.cursor = (0, 0)
    for own in device.own:
        own.state = "left"
    return paired
