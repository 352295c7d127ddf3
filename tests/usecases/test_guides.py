"""Fetching a guide pack: whole, as it was published, signed by central and sound, or not at all."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.contract.bundle import GuidePart, signed_text
from app.contract.coding import pack
from app.contract.faults import Refused, Unreachable
from app.contract.guide_file import guide_content, guide_digest
from app.contract.limits import LARGEST_BODY
from app.contract.messages import WireRecord
from app.desktop.bootstrap.packs import GUIDES, Packs
from app.domain.changes import Mark
from app.network.sealing import is_signed
from app.usecases.guides import ALTERED, FORGED, KIND, NO_ROOM, UNREADABLE, fetch_guide, heed
from app.usecases.ports import Store
from app.usecases.settings import Setting
from tests.support.guides import NEW_WORDS, SHIPPED, next_files
from tests.support.laptop import COMMUNE, hasty
from tests.usecases.conftest import NewStore

KEY, OTHER = Ed25519PrivateKey.from_private_bytes(b"c" * 32), Ed25519PrivateKey.from_private_bytes(b"o" * 32)
PIECE = 9_000


def signed(content: bytes, key: Ed25519PrivateKey = KEY) -> bytes:
    """A file with a content."""
    return key.sign(signed_text(content)) + content


def published(version: int, **more: object) -> bytes:
    """The file of a sound pack, unless told otherwise."""
    return signed(guide_content(next_files(version, **more)))  # type: ignore[arg-type]


@dataclass(slots=True)
class Road:
    """Gives pieces of a file; `trouble` may raise before a piece, by the number of the request."""

    file: bytes
    trouble: Callable[[int], None] = lambda _number: None
    asked: list[int] = field(default_factory=list)

    def guide_part(self, digest: str, offset: int) -> GuidePart:
        self.asked.append(offset)
        self.trouble(len(self.asked))
        piece = self.file[offset : offset + PIECE]
        return GuidePart(server_id="s", digest=digest, offset=offset, size=len(self.file), part=piece)


@dataclass(slots=True)
class Desk:
    """A laptop that was told of a guide by its feed."""

    store: Store
    packs: Packs
    seq: int = 0

    def told(self, version: str, digest: str, *withdrawn: str, epoch: int = 1) -> None:
        """A page of the feed with the notice."""
        self.seq += 1
        fields = {"version": version, "digest": digest, "withdrawn": list(withdrawn)}
        record = WireRecord(id=SHIPPED, kind=KIND, commune=COMMUNE, seq=self.seq, fields=fields)
        self.store.apply_page([record], Mark(epoch, self.seq))

    def fetch(self, road: Road, **policy: object) -> str:
        return fetch_guide(self.store.read(), road, self.packs, is_signed, hasty(**policy))

    def publishes(self, file: bytes, version: int = 9) -> Road:
        """Central tells of a file and gives it."""
        self.told(str(version), guide_digest(file))
        return Road(file)

    @property
    def words(self) -> str:
        """What the first card of the guide in force says comes then."""
        return self.packs.load("vi").tasks[0].steps[0].expect

    @property
    def version(self) -> int:
        return self.packs.load("vi").version


@pytest.fixture
def desk(new_real_store: NewStore, tmp_path: Path) -> Desk:
    store = new_real_store()
    raw = KEY.public_key().public_bytes_raw()
    with store.write() as writing:
        writing.set_setting(Setting.SERVER_KEY, base64.urlsafe_b64encode(raw).rstrip(b"=").decode())
        writing.begin_epoch(1)
    return Desk(store, Packs(tmp_path / "home"))


def test_it_comes_piece_by_piece_and_is_in_force_then(desk: Desk) -> None:
    road = desk.publishes(published(9, says=NEW_WORDS))
    assert len(road.file) > 3 * PIECE
    assert desk.fetch(road) == ""
    assert (desk.words, desk.version) == (NEW_WORDS, 9)
    assert road.asked == list(range(0, len(road.file), PIECE))
    assert desk.fetch(road) == ""
    assert len(road.asked) == -(-len(road.file) // PIECE), "what is held is not fetched again"


def test_with_nothing_told_nothing_is_asked(desk: Desk) -> None:
    road = Road(b"")
    assert desk.fetch(road) == ""
    desk.told("", "")
    desk.told("9", "../../v1/health")
    desk.told(str(desk.version), "0" * 64)
    assert desk.fetch(road) == ""
    assert road.asked == []


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("code", ["cut", "timeout"])
def test_cut_at_any_piece_it_goes_on_from_there(desk: Desk, number: int, code: str) -> None:
    road = desk.publishes(published(9))

    def breaks(asked: int) -> None:
        if asked == number:
            raise Unreachable(code)

    road.trouble = breaks
    assert desk.fetch(road) == ""
    assert desk.version == 9
    assert road.asked[number - 1] == road.asked[number]
    assert len(road.asked) == len(set(road.asked)) + 1


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("trouble", [Unreachable("cut"), Unreachable("no_network"), Refused("busy", 503)])
def test_half_delivered_the_one_in_force_stays_until_it_comes_whole(
    desk: Desk, tmp_path: Path, number: int, trouble: Exception
) -> None:
    before, road = desk.version, desk.publishes(published(9))

    def breaks(asked: int) -> None:
        if asked >= number:
            raise trouble

    road.trouble = breaks
    with pytest.raises(type(trouble)):
        desk.fetch(road)
    assert desk.version == before
    assert not (tmp_path / "home" / GUIDES).exists()
    assert desk.fetch(Road(road.file)) == ""
    assert desk.version == 9


def test_whoever_stops_the_run_stops_this(desk: Desk) -> None:
    before, road = desk.version, desk.publishes(published(9))
    stops = iter([False, False, True])
    assert desk.fetch(road, rest=lambda _seconds: next(stops)) == ""
    assert (len(road.asked), desk.version) == (2, before)


@pytest.mark.parametrize("place", [0, 63, 64, 70, PIECE, -1], ids=str)
def test_an_altered_byte_is_seen_and_a_sound_file_taken_later(desk: Desk, place: int) -> None:
    before, road = desk.version, desk.publishes(published(9))
    altered = bytearray(road.file)
    altered[place] ^= 1
    assert desk.fetch(Road(bytes(altered))) == ALTERED
    assert desk.version == before
    assert desk.fetch(road) == ""
    assert desk.version == 9


def test_another_file_under_the_digest_is_not_taken(desk: Desk) -> None:
    before = desk.version
    desk.told("9", guide_digest(published(9)))
    assert desk.fetch(Road(published(9, says=NEW_WORDS))) == ALTERED
    assert desk.version == before


BAD = {
    "signed by somebody else": (signed(guide_content(next_files(9)), OTHER), FORGED),
    "not signed": (b"\0" * 64 + guide_content(next_files(9)), FORGED),
    "only a signature": (signed(b""), UNREADABLE),
    "shorter than that": (b"x" * 10, FORGED),
    "nothing packed": (signed(b"nothing packed"), UNREADABLE),
    "no texts": (signed(pack({"pack.json": 1})), UNREADABLE),  # type: ignore[dict-item]
    "a bomb": (signed(pack({"pack.json": "x" * LARGEST_BODY})), UNREADABLE),
    "a path out": (signed(pack({**next_files(9), "../up.json": "{}"})), "guide_unsound"),
    "an unsound pack": (signed(pack({**next_files(9), "reasons.json": "[]"})), "guide_unsound"),
    "a lost code": (published(9, drops=True), "guide_unsound"),
    "another pack": (published(9, id="another-2026"), "guide_unsound"),
    "another version": (published(1), "guide_known"),
}


@pytest.mark.parametrize("how", BAD)
def test_what_is_not_sound_is_not_taken_and_not_fetched_twice(desk: Desk, tmp_path: Path, how: str) -> None:
    file, code = BAD[how]
    before, road = desk.version, desk.publishes(file)
    assert desk.fetch(road) == code
    assert (desk.version, (tmp_path / "home" / GUIDES).exists()) == (before, False)
    asked = len(road.asked)
    assert desk.fetch(road) == ""
    assert len(road.asked) == asked
    desk.packs = Packs(tmp_path / "home")
    assert desk.fetch(road) == code, "a newer program may find it sound"
    sound = desk.publishes(published(10))
    desk.told("10", guide_digest(sound.file))
    assert desk.fetch(sound) == ""
    assert desk.version == 10


@pytest.mark.parametrize("part", [b"", b"x"], ids=["empty", "endless"])
def test_pieces_that_lead_nowhere_are_no_answer(desk: Desk, part: bytes) -> None:
    class Endless(Road):
        def guide_part(self, digest: str, offset: int) -> GuidePart:
            size = LARGEST_BODY + 1 if part else 9
            return GuidePart(server_id="s", digest=digest, offset=offset, size=size, part=part)

    desk.told("9", "0" * 64)
    with pytest.raises(Unreachable, match="not_our_server"):
        desk.fetch(Endless(b""))


def test_with_a_full_disk_it_is_fetched_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "no space")

    before, road = desk.version, desk.publishes(published(9))
    with monkeypatch.context() as patch:
        patch.setattr("app.desktop.bootstrap.packs.os.fsync", full)
        assert desk.fetch(road) == NO_ROOM
    assert desk.version == before
    assert desk.fetch(road) == ""
    assert desk.version == 9


def test_what_is_withdrawn_is_not_fetched_and_not_used(desk: Desk) -> None:
    shipped = desk.words
    for version in (8, 9):
        desk.fetch(desk.publishes(published(version, says=f"Thẻ {version} của trung tâm."), version))
    eight = guide_digest(published(8, says="Thẻ 8 của trung tâm."))
    desk.told("8", eight, "9")
    assert desk.fetch(Road(b"")) == ""
    assert desk.words == "Thẻ 8 của trung tâm."
    desk.told("", "", "9", "8")
    desk.fetch(Road(b""))
    assert desk.words == shipped


def test_the_one_before_is_fetched_when_it_was_never_here(desk: Desk) -> None:
    eight = published(8)
    desk.fetch(desk.publishes(published(9)))
    desk.told("8", guide_digest(eight), "9")
    assert desk.fetch(Road(eight)) == ""
    assert desk.version == 8


def test_a_restored_central_that_forgot_takes_nothing_away(desk: Desk, tmp_path: Path) -> None:
    """Its feed is read from the start, with a notice that knows less; what is held and withdrawn stays so."""
    desk.fetch(desk.publishes(published(8), 8))
    desk.fetch(desk.publishes(published(9), 9))
    desk.told("9", "0" * 64, "8")
    heed(desk.store.read(), desk.packs)
    with desk.store.write() as writing:
        writing.begin_epoch(2)
    desk.seq = 0
    desk.told("8", guide_digest(published(8)), epoch=2)
    road = Road(published(8))
    desk.packs = Packs(tmp_path / "home")
    assert desk.fetch(road) == ""
    assert (road.asked, desk.version) == ([], 9)
    desk.packs.withdraw(SHIPPED, ["9"])
    assert desk.fetch(road) == ""
    assert road.asked == [], "8 was withdrawn once"


def test_by_stick_and_by_network_it_is_one(desk: Desk) -> None:
    road = desk.publishes(published(9))
    assert desk.packs.keep(next_files(9)) == ""
    assert desk.fetch(road) == ""
    assert road.asked == []
    assert desk.fetch(desk.publishes(published(10), 10)) == ""
    assert desk.packs.keep(next_files(10)) == "guide_known"


def test_what_is_shipped_is_the_floor(desk: Desk) -> None:
    desk.told("9", "0" * 64, "1", "2", "3", "4", "5", "6")
    heed(desk.store.read(), desk.packs)
    assert desk.version == Packs(Path("nowhere")).load("vi").version
