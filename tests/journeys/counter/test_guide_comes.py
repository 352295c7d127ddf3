"""A guide that central publishes reaches the real desk over a real line, and is taken back.

The cards of new sessions change; a session under way keeps its own, on both screens.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.contract.pairing import read_sheet
from app.desktop.bootstrap import central_of
from app.desktop.screens.consent import ConsentScreen
from app.desktop.screens.guided.card import CardPage
from app.desktop.screens.guided.overview import OverviewPage
from app.desktop.screens.reception.confirm import ConfirmPage
from app.desktop.widgets.question import Question
from app.network.central_client import CentralClient
from app.network.trust import Trust
from app.usecases.device import DeviceIdentity
from app.usecases.pairing import pair_device
from app.usecases.ports import Store
from tests.support.central_process import CentralProcess, central_process
from tests.support.desks import Bench, Counter
from tests.support.guides import NEW_WORDS, next_files, write_pack
from tests.support.keys import CARD, ENTER
from tests.support.laptop import COMMUNE
from tests.support.playing import Player

SECOND = "014090000000||Giàng A Páo|05091990|Nam|Bản Bẹ, Tà Xùa, Bắc Yên, Sơn La|15062021"
THIRD = "014062000000||Quàng Văn Thử|01011962|Nam|Bản Mòng, Hua La, Thành phố Sơn La, Sơn La|15062021"


@pytest.fixture
def bench(bench: Bench) -> Bench:
    """A machine that speaks with the central it is paired with."""
    bench.changed["central"] = central_of
    return bench


@pytest.fixture
def central(tmp_path: Path, store: Store, counter: Counter) -> Iterator[CentralProcess]:
    """A central the desk's machine is paired with."""
    with central_process(tmp_path / "central") as process:
        process.command("add-commune", COMMUNE)
        process.start()
        point = process.command("add-support-point", "--commune", COMMUNE, "--name", "Điểm mẫu")
        words = ("--support-point", point, "--address", process.address)
        sheet = read_sheet(process.command("pairing-sheet", *words).splitlines()[-1])
        assert sheet is not None
        client = CentralClient(sheet.address, sheet.server_id, "")
        identity = pair_device(store, client, Trust(), counter.bench.ids, sheet, "test")
        client.disconnect()
        assert isinstance(identity, DeviceIdentity)
        yield process
        assert counter.desk.runner is not None
        counter.qtbot.waitUntil(lambda: counter.desk.runner is None or not counter.desk.runner.is_running)


def sync(counter: Counter) -> None:
    """A whole run."""
    runner = counter.desk.runner
    assert runner is not None
    counter.qtbot.waitUntil(lambda: not runner.is_running)
    with counter.qtbot.waitSignal(runner.ended, timeout=20_000) as ended:
        runner.send_now()
    assert ended.args is not None
    assert ended.args[0].went_through, ended.args


def begin(player: Player, card: str) -> None:
    """Somebody new, from the card to the first instruction."""
    player.scan(card)
    player.at.sees(ConfirmPage)
    player.enter()
    player.at.sees(ConsentScreen)
    player.enter()
    player.at.sees(OverviewPage)
    player.enter()
    player.at.sees(CardPage)


def begin_beside(player: Player, counter: Counter, card: str) -> None:
    """The same while somebody is being helped: they wait as a draft."""
    player.scan(card)
    counter.sees(Question).accept()
    player.at.sees(ConfirmPage)
    player.enter()
    player.at.sees(ConsentScreen)
    player.enter()
    player.at.sees(OverviewPage)
    player.enter()
    player.at.sees(CardPage)


def is_new(counter: Counter) -> bool:
    """Whether the card says what the published guide says, to staff and to the person alike."""
    page = counter.sees(CardPage)
    is_here = any(NEW_WORDS in one.text() for one in page.findChildren(QLabel))
    is_there = NEW_WORDS in counter.sessions._corner()._presenter.state().body
    assert is_here == is_there
    return is_here


def go_on_with(counter: Counter, draft: str) -> None:
    """From the list of those who wait."""
    counter.sessions.leave()
    counter.sessions.resume(draft)
    counter.sees(CardPage)


def test_published_used_and_withdrawn(
    counter: Counter, player: Player, central: CentralProcess, tmp_path: Path
) -> None:
    before = counter.pack.version
    begin(player, CARD)
    first = player.draft
    assert not is_new(counter)

    central.command("guide", "publish", str(write_pack(tmp_path / "guide", next_files(9, says=NEW_WORDS))))
    sync(counter)
    assert counter.pack.version == 9
    counter.press(ENTER)
    assert not is_new(counter), "who is being helped stays with the guide they began with"

    begin_beside(player, counter, SECOND)
    second = player.draft
    assert is_new(counter)
    go_on_with(counter, first.id)
    assert not is_new(counter)

    central.command("guide", "withdraw", "9", "--comment", "Thẻ sai")
    sync(counter)
    assert counter.pack.version == before
    go_on_with(counter, second.id)
    assert is_new(counter), "also of a guide that was withdrawn meanwhile"
    begin_beside(player, counter, THIRD)
    assert not is_new(counter)
    assert [one.guide.rpartition("@")[2] for one in (first, second, player.draft)] == [
        str(before),
        "9",
        str(before),
    ]
