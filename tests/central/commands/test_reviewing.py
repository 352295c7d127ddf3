"""Work that waits for a person, as it is listed, let count and given back at central's own machine."""

from __future__ import annotations

import msgspec

from app.central import devices
from app.central.commands.given import Unfit
from app.central.commands.refused import sentence
from app.central.refusals import Refusal
from app.central.wording import kind_word, why_word
from app.contract.messages import Leftovers, WireRecord
from app.i18n import _
from tests.central.commands.conftest import Hand
from tests.support.central import TO_HIEU, Central
from tests.support.wire_device import WireDevice, fresh_id


def refused(code: str) -> str:
    return sentence(Refusal(code, 404), None)


def lost(device: WireDevice) -> str:
    """A person and their tasks, which a restore has lost and a laptop still has; their common id."""
    name = fresh_id()
    rows = [
        WireRecord(id=name, kind=kind, commune=TO_HIEU, seq=seq, fields=fields)
        for seq, (kind, fields) in enumerate((("citizen", {"name": "Lò Thị Mẫu"}), ("ladder", {})), start=7)
    ]
    device.send("POST", "/v1/leftovers", Leftovers(device=device.id, epoch=1, records=rows))
    return name


def waiting(hand: Hand) -> str:
    """The figure in `counts`."""
    words = _("To be reviewed")
    [line] = [line for line in hand.types("counts").splitlines() if words in line]
    return line.removeprefix(f"  {words}: ")


def test_work_that_waits_is_listed_and_decided(hand: Hand, central: Central) -> None:
    device = central.device()
    assert hand.types("review", "list") == _("Nothing waits for a person.")
    change = device.change("create", "village", author=fresh_id(), to={"name": "Bản Mẫu"})
    device.push(change)
    headings, row, _way_out = hand.types("review", "list", "--commune", TO_HIEU).splitlines()
    told = (change.id, TO_HIEU, kind_word("village"), why_word("unknown_author"), "Máy tập")
    assert all(part in row for part in told)
    assert headings.index(_("Why")) == row.index(why_word("unknown_author"))
    assert "Bản Mẫu" not in hand.types("review", "list")
    assert hand.types("review", "list", "--commune", "03664") == _("Nothing waits for a person.")
    assert waiting(hand) == "1"
    assert hand.types("review", "list", "--returned") == _("Nothing went back.")
    hand.types("review", "return", change.id, "--comment", "Xem lại", "--by", "Chị Mai")
    assert hand.types("review", "return", change.id, "--comment", "?", ends=2) == refused("not_under_review")
    assert waiting(hand) == "0", "what went back waits for its author"
    _headings, row, _way_out = hand.types("review", "list", "--returned").splitlines()
    assert all(part in row for part in (change.id, kind_word("village"), "Máy tập", _("not yet")))
    hand.types("review", "accept", change.id)
    assert device.standing("village", change.record) is not None
    assert hand.types("review", "list", "--returned") == _("Nothing went back.")


def test_a_person_a_restore_lost_is_one_line_and_one_decision(hand: Hand, central: Central) -> None:
    device = central.device()
    name = lost(device)
    rows = [line for line in hand.types("review", "list").splitlines() if name in line]
    assert len(rows) == 1
    assert all(part in rows[0] for part in (kind_word("citizen"), kind_word("ladder"), why_word("leftover")))
    assert waiting(hand) == "1"
    said = hand.types("review", "return", name, "--comment", "Xem lại", ends=2)
    assert said == sentence(Unfit("cannot_be_returned", name), None), "nobody is known who wrote it"
    hand.types("review", "accept", name)
    assert device.standing("citizen", name) is not None
    assert device.standing("ladder", name) is not None
    assert (hand.types("review", "list"), waiting(hand)) == (_("Nothing waits for a person."), "0")


def test_what_nobody_needs_is_dropped_for_good(hand: Hand, central: Central) -> None:
    device = central.device()
    name, village = lost(device), device.change("create", "village", author=fresh_id())
    device.push(village)
    hand.types("review", "drop", name, "--comment", "Không phải người ở đây", "--by", "Chị Mai")
    assert device.standing("citizen", name) is None
    assert waiting(hand) == "1", "the person and their tasks went together"
    said = hand.types("review", "drop", village.id, "--comment", "?", ends=2)
    assert said == refused("cannot_be_dropped")
    assert hand.types("review", "drop", name, "--comment", "?", ends=2) == refused("not_under_review")


def test_a_record_is_sent_back_by_its_id(hand: Hand, central: Central) -> None:
    device = central.device()
    village = device.create("village", name="Bản Mẫu")
    device.push(village)
    hand.types("return", village.record, "--comment", "Có hai bản tên này", "--by", "Chị Mai")
    [back] = [one for one in device.pull() if one.kind == "return"]
    assert (back.fields["record"], back.fields["by"]) == (village.record, "Chị Mai")
    assert hand.types("return", fresh_id(), "--comment", "?", ends=2) == refused("unknown_record")


def test_the_words_of_an_answer_are_read_at_central(hand: Hand, central: Central) -> None:
    device = central.device()
    village = device.create("village", name="Bản Mẫu")
    device.push(village)
    hand.types("return", village.record, "--comment", "Có đúng tên không?")
    [back] = [one for one in device.pull() if one.kind == "return"]
    said = device.change("edit", "village", village.record)
    device.push(msgspec.structs.replace(said, replaces=(back.id,), reason="Đúng là tên bản"))
    assert "Đúng là tên bản" in hand.types("review", "list", "--returned", "--commune", TO_HIEU)


def test_a_code_of_the_list_goes_back_by_either_command(hand: Hand, central: Central) -> None:
    device = central.device()
    change, name = device.change("create", "village", author=fresh_id(), to={"name": "Bản Mẫu"}), lost(device)
    device.push(change)
    hand.types("return", change.id, "--comment", "Xem lại")
    [verdict] = [one for one in device.pull() if one.kind == "verdict"]
    assert (verdict.id, verdict.fields["verdict"]) == (change.id, "returned")
    said = hand.types("return", name, "--comment", "Xem lại", ends=2)
    assert said == sentence(Unfit("cannot_be_returned", name), None)


def test_what_a_closed_laptop_wrote_is_accepted_or_dropped(hand: Hand, central: Central) -> None:
    device = central.device()
    village = device.create("village", name="Bản Mẫu")
    device.push(village)
    devices.revoke(central.office.ground, device.id)
    change = device.create("village", name="Bản Khác")
    device.push(change)
    for words in (("review", "return", change.id), ("return", change.id), ("return", village.record)):
        assert hand.types(*words, "--comment", "?", ends=2) == refused("author_unreachable")
    hand.types("review", "drop", change.id, "--comment", "Máy bị mất")
    assert hand.types("review", "list") == _("Nothing waits for a person.")
