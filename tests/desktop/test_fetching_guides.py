"""A run of the real adapters brings the guide, and is as good without; what was withdrawn is known from the start."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.contract.bundle import signed_text
from app.contract.faults import Refused
from app.contract.guide_file import guide_content, guide_digest
from app.desktop.bootstrap.adapters import Adapters
from app.domain.changes import Mark, Pen
from app.domain.merge import decide
from app.domain.records import KINDS, Maker
from app.storage.store import SqliteStore
from app.usecases.guides import KIND
from app.usecases.settings import Setting
from app.usecases.sync import SyncEnd, SyncReport
from tests.support.fake_central import NONE, FakeCentral, Trouble
from tests.support.guides import SHIPPED, next_files
from tests.support.hands import CountedIds
from tests.support.laptop import COMMUNE, Laptop, never
from tests.support.stores import PASSPHRASE, temp_store

KEY = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
PHRASE = "bon tu rat dai"


def deaf(_notice: object) -> None:
    """Nobody is told."""


@pytest.fixture
def adapters(tmp_path: Path) -> Adapters:
    return Adapters(tmp_path / "home", tmp_path / "home" / "slips", deaf)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Of a paired laptop."""
    made = temp_store(tmp_path / "store")
    Laptop.begin(made, CountedIds(0)).adopt()
    raw = KEY.public_key().public_bytes_raw()
    with made.write() as writing:
        writing.set_setting(Setting.SERVER_KEY, base64.urlsafe_b64encode(raw).rstrip(b"=").decode())
    yield made
    made.close()


def tell(central: FakeCentral, version: str, digest: str, *withdrawn: str) -> None:
    """Central says what its guide is."""
    values = {"version": version, "digest": digest, "withdrawn": list(withdrawn)}
    change = Pen("c", "c", 0, CountedIds(9).new).create(KIND, SHIPPED, values)
    at = Mark(central.epoch, central.seq + 1)
    find = central.records.get
    decision = decide(
        KINDS[KIND], change, lambda record: find((KIND, record)), at=at, commune=COMMUNE, by=Maker.CENTRAL
    )
    for record in decision.records:
        central.seq += 1
        central.records[record.kind, record.id] = record


def publishing(version: int) -> FakeCentral:
    """A central with one guide."""
    content = guide_content(next_files(version))
    file = KEY.sign(signed_text(content)) + content
    central = FakeCentral(guides={guide_digest(file): file})
    tell(central, str(version), guide_digest(file))
    return central


def run(adapters: Adapters, store: SqliteStore, central: FakeCentral) -> SyncReport:
    return adapters.sync(store, central, never, lambda _progress: None)


def test_a_run_brings_it(adapters: Adapters, store: SqliteStore) -> None:
    central = publishing(9)
    assert run(adapters, store, central).end is SyncEnd.DONE
    assert adapters.packs.load("vi").version == 9
    assert central.asked[-1] == "guide", "people's work goes first"
    run(adapters, store, central)
    assert central.asked.count("guide") == 1


@pytest.mark.parametrize(
    "trouble",
    [Trouble(refused=Refused("not_found", 404)), Trouble(lost="no_network"), Trouble(lost="cut")],
    ids=["an older central", "no network", "cut again and again"],
)
def test_a_run_is_as_good_without_it(adapters: Adapters, store: SqliteStore, trouble: Trouble) -> None:
    before, central = adapters.packs.load("vi").version, publishing(9)
    central.trouble = lambda verb: trouble if verb == "guide" else NONE
    report = run(adapters, store, central)
    assert (report.end, report.code) == (SyncEnd.DONE, "")
    assert adapters.packs.load("vi").version == before
    central.trouble = lambda _verb: NONE
    run(adapters, store, central)
    assert adapters.packs.load("vi").version == 9


def test_a_run_that_ended_badly_asks_for_none(adapters: Adapters, store: SqliteStore) -> None:
    central = publishing(9)
    central.trouble = lambda verb: Trouble(lost="no_network") if verb == "close" else NONE
    assert run(adapters, store, central).end is SyncEnd.NO_NETWORK
    assert "guide" not in central.asked


def test_what_was_withdrawn_before_the_power_went_is_known_when_the_store_is_opened(
    adapters: Adapters, tmp_path: Path
) -> None:
    store, code = adapters.create(PHRASE)
    before, central = adapters.packs.load("vi").version, FakeCentral()
    adapters.packs.keep(next_files(9))
    tell(central, "", "", "9")
    Laptop.begin(store, CountedIds(0)).adopt().sync(central)
    assert adapters.packs.load("vi").version == 9, "the feed was read, and then the power went"
    adapters.close(store)
    again = Adapters(tmp_path / "home", tmp_path / "home" / "slips", deaf)
    again.close(again.recover(code, PASSPHRASE))
    assert again.packs.load("vi").version == before
