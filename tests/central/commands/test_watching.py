"""What somebody at central sees: laptops by name, figures in people's words, records only when asked for."""

from __future__ import annotations

import json

from app.central.wording import kind_word, state_word
from app.domain.records import KINDS
from app.i18n import _
from tests.central.commands.conftest import Hand
from tests.support.central import TO_HIEU, Central


def test_laptops_are_told_apart_by_name_and_support_point(hand: Hand, central: Central) -> None:
    assert hand.types("devices") == _("No laptop has been paired yet.")
    device = central.device()
    device.push(device.create("citizen", name="Lò Văn Mẫu"))
    device.hello(unsent=3)
    headings, row = hand.types("devices").splitlines()
    [point] = [one for one in device.pull() if one.kind == "support_point"]
    named = (device.id, TO_HIEU, "Máy tập", str(point.fields["name"]), state_word("active"), "3")
    assert all(part in row for part in named)
    assert headings.index(_("Support point")) == row.index(str(point.fields["name"]))
    off = central.clock.now - 25 * 60_000
    device.hello(quarantined=41, attention=42, oldest=43 * 86_400, disk=44, at=off, app="0.9.45")
    worse = hand.types("devices").splitlines()[-1]
    for figure in ("41", "42", "43", "44", "25", "0.9.45"):
        assert figure in worse.replace(device.id, "")
        assert figure not in row.replace(device.id, "")


def test_a_revoked_laptop_is_shown_as_such(hand: Hand, central: Central) -> None:
    device = central.device()
    hand.types("revoke", device.id)
    assert state_word("revoked") in hand.types("devices")
    assert device.hello().may_pull is False


def test_figures_are_in_peoples_words_and_name_nobody(hand: Hand, central: Central) -> None:
    assert hand.types("counts") == _("No commune has been added yet.")
    device = central.device()
    device.push(device.create("citizen", name="Lò Văn Mẫu"))
    said = hand.types("counts")
    assert f"{kind_word('citizen')}: 1" in said
    assert "Mẫu" not in said
    assert not [kind for kind in KINDS if f" {kind}:" in said]


def test_every_kind_has_a_word() -> None:
    words = {kind: kind_word(kind) for kind in KINDS}
    assert len(set(words.values())) == len(KINDS)
    assert not [kind for kind, word in words.items() if kind == word]


def test_people_are_shown_only_when_asked_for(hand: Hand, central: Central) -> None:
    device = central.device()
    new = device.create("citizen", name="Lò Văn Mẫu")
    device.push(new)
    records = [json.loads(line) for line in hand.types("view", "--people").splitlines()]
    [citizen] = [one for one in records if one["kind"] == "citizen"]
    assert (citizen["id"], citizen["fields"]["name"], citizen["life"]) == (new.record, "Lò Văn Mẫu", "live")
