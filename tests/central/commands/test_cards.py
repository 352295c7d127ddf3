"""The list of changed cards, as somebody at central types for it."""

from __future__ import annotations

from app.i18n import _
from tests.central.commands.conftest import Hand
from tests.support.central import Central


def test_changed_cards_are_listed_and_their_notes_only_when_asked_for(hand: Hand, central: Central) -> None:
    assert hand.types("changed-cards") == _("No card was told to have changed.")
    device = central.device()
    told = {"pack": "sonla-2026-11@2", "expected": "2.2.6", "vneid": "2.3.0", "note": "Nút đổi tên"}
    device.push(device.create("card_changed", card="insurance.add", seen=1_800_000_000, **told))
    headings, row = hand.types("changed-cards").splitlines()
    assert headings.startswith(_("Card"))
    assert all(part in row for part in ("insurance.add", "sonla-2026-11@2", "2.2.6 → 2.3.0", "2027"))
    assert "Nút đổi tên" not in row
    assert hand.types("changed-cards", "--notes").splitlines()[-1] == "insurance.add: Nút đổi tên"
