"""Rescue copies: one per session, right as the session is now, gone when it is safe or erased, never in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.contract.bundle import Purpose, named, read_file
from app.contract.messages import WireRecord
from app.domain.changes import Mark, Outcome, OutcomeKind
from app.network.sealing import Sealing, new_sealing_keys
from app.network.trust import Trust
from app.usecases import rescue
from app.usecases.rescue import RescueReport
from app.usecases.settings import YES, Setting
from tests.support.laptop import Laptop
from tests.support.sticks import MemoryFiles

_, CENTRAL = new_sealing_keys()


def adopt(laptop: Laptop, server: str = "central-1") -> Laptop:
    """As if paired, with keys that seal."""
    keys = Trust().new_keys()
    with laptop.store.write() as writing:
        writing.set_setting(Setting.SERVER_ID, server)
        writing.set_setting(Setting.SERVER_SEALING, CENTRAL)
        writing.set_setting(Setting.SIGNING_KEY, keys.signing_private)
        writing.begin_epoch(1)
    return laptop


@pytest.fixture
def laptop(new_laptop: Callable[[], Laptop]) -> Laptop:
    return adopt(new_laptop())


@pytest.fixture
def folder() -> MemoryFiles:
    return MemoryFiles()


def catch_up(laptop: Laptop, folder: MemoryFiles) -> RescueReport:
    return rescue.catch_up(laptop.store, folder, Sealing(), laptop.clock)


def missing(laptop: Laptop, folder: MemoryFiles) -> int:
    return rescue.missing(laptop.store, folder, laptop.clock)


def units(folder: MemoryFiles) -> set[str]:
    return {named(name)[1].rsplit("-", 2)[0] for name in folder.files}  # type: ignore[index]


def answer_all(laptop: Laptop, first_seq: int = 1) -> int:
    """Central accepts everything; the last number it gave."""
    seq = first_seq
    for one in laptop.store.read().unsent(10**9, 10**6):
        with laptop.store.write() as writing:
            accepted = Outcome(kind=OutcomeKind.ACCEPTED, seq=seq)
            writing.note_outcome(one.change.id, accepted, 1, laptop.clock.now())
        seq += 1
    return seq - 1


def set_durable(laptop: Laptop, seq: int) -> None:
    with laptop.store.write() as writing:
        writing.set_setting(Setting.DURABLE_SEQ, str(seq))


def test_each_session_gets_a_file_that_tells_nothing(laptop: Laptop, folder: MemoryFiles) -> None:
    ended = [laptop.help_new(number) for number in range(3)]
    assert missing(laptop, folder) == 4
    report = catch_up(laptop, folder)
    assert (report.written, report.missing, report.code) == (4, 0, "")
    assert {one.session for one in ended} < units(folder)
    assert missing(laptop, folder) == 0
    for name, content in folder.files.items():
        head, _ = read_file(content)
        assert (head.label.purpose, named(name)[0]) == ("dtr", Purpose.RESCUE)  # type: ignore[index]
        assert b"014" not in content
        assert all(str(one.person["name"]).encode() not in content for one in ended)


def test_nothing_is_written_twice(laptop: Laptop, folder: MemoryFiles) -> None:
    laptop.help_new()
    catch_up(laptop, folder)
    before = dict(folder.files)
    assert catch_up(laptop, folder) == RescueReport()
    assert folder.files == before


def test_a_session_that_went_on_is_written_anew(laptop: Laptop, folder: MemoryFiles) -> None:
    draft = laptop.meet_new({"name": "Lò Thị Mẫu", "birth": "1950", "sex": "f", "village": "Bản Mẫu"})
    catch_up(laptop, folder)
    [early] = [name for name in folder.files if draft.id in name]
    laptop.help(draft)
    report = catch_up(laptop, folder)
    assert (report.written, report.removed) == (1, 1)
    assert early not in folder.files
    assert draft.id in units(folder)


def test_the_older_copy_stays_until_the_newer_one_is_written(laptop: Laptop, folder: MemoryFiles) -> None:
    draft = laptop.meet_new({"name": "Lò Thị Mẫu", "birth": "1950", "sex": "f", "village": "Bản Mẫu"})
    catch_up(laptop, folder)
    [early] = [name for name in folder.files if draft.id in name]
    laptop.help(draft)
    folder.room, folder.code = 0, "stick_full"
    report = catch_up(laptop, folder)
    assert (report.written, report.removed) == (0, 0)
    assert early in folder.files
    folder.room = None
    assert catch_up(laptop, folder).removed == 1
    assert early not in folder.files


def test_received_is_not_enough_durable_is(laptop: Laptop, folder: MemoryFiles) -> None:
    laptop.help_new()
    last = answer_all(laptop)
    catch_up(laptop, folder)
    assert len(folder.files) == 2
    set_durable(laptop, last - 1)
    catch_up(laptop, folder)
    assert len(folder.files) == 1
    set_durable(laptop, last)
    assert catch_up(laptop, folder).removed == 1
    assert folder.files == {}


def test_a_central_that_never_makes_backups_does_not_fill_the_disk(
    laptop: Laptop, folder: MemoryFiles
) -> None:
    laptop.help_new()
    answer_all(laptop)
    catch_up(laptop, folder)
    laptop.clock.moment += timedelta(days=31)
    unsent = laptop.help_new(2).session
    catch_up(laptop, folder)
    assert units(folder) == {unsent}


def test_unsent_work_is_kept_however_old(laptop: Laptop, folder: MemoryFiles) -> None:
    session = laptop.help_new().session
    laptop.clock.moment += timedelta(days=400)
    catch_up(laptop, folder)
    assert session in units(folder)


def test_an_erased_persons_file_goes(laptop: Laptop, folder: MemoryFiles) -> None:
    ended, other = laptop.help_new(1), laptop.help_new(2)
    catch_up(laptop, folder)
    gone = WireRecord(id=ended.citizen, kind="citizen", commune="03646", seq=99, life="erased")
    laptop.store.apply_page([gone], Mark(1, 99))
    catch_up(laptop, folder)
    assert ended.session not in units(folder)
    assert other.session in units(folder)


def test_a_full_disk_keeps_nobody_from_saving_and_is_counted(laptop: Laptop, folder: MemoryFiles) -> None:
    folder.room, folder.code = 0, "stick_full"
    laptop.help_new()
    report = catch_up(laptop, folder)
    assert (report.written, report.missing, report.code) == (0, 2, "stick_full")
    assert missing(laptop, folder) == 2
    assert laptop.store.read().counters().saved == 1
    folder.room = None
    assert catch_up(laptop, folder).missing == missing(laptop, folder) == 0


def test_before_pairing_there_is_nobody_to_seal_to(
    new_laptop: Callable[[], Laptop], folder: MemoryFiles
) -> None:
    laptop = new_laptop()
    laptop.help_new()
    assert catch_up(laptop, folder) == RescueReport(code="not_paired")
    assert missing(laptop, folder) == 0
    adopt(laptop)
    assert catch_up(laptop, folder).written == 2


def test_under_a_name_in_doubt_nothing_is_sealed(laptop: Laptop, folder: MemoryFiles) -> None:
    laptop.help_new()
    with laptop.store.write() as writing:
        writing.set_setting(Setting.NEEDS_PAIRING, YES)
        writing.set_setting(Setting.NEXT_DEVICE, laptop.ids.new())
    assert catch_up(laptop, folder) == RescueReport(code="needs_pairing")


def test_another_central_gets_copies_of_its_own(laptop: Laptop, folder: MemoryFiles) -> None:
    laptop.help_new()
    catch_up(laptop, folder)
    before = dict(folder.files)
    with laptop.store.write() as writing:
        writing.begin_central(1)
    adopt(laptop, "central-2")
    assert catch_up(laptop, folder).written == 2
    assert set(folder.files) == set(before)
    servers = {read_file(content)[0].label.server_id for content in folder.files.values()}
    assert servers == {"central-2"}


def test_a_file_somebody_deleted_comes_back(laptop: Laptop, folder: MemoryFiles) -> None:
    laptop.help_new()
    catch_up(laptop, folder)
    folder.files.popitem()
    assert missing(laptop, folder) == 1
    assert catch_up(laptop, folder).written == 1


def test_other_files_in_the_folder_are_left_alone(laptop: Laptop, folder: MemoryFiles) -> None:
    bundle = f"diemtua-{'B' * 22}.dtb"
    folder.files[bundle] = b"somebody's"
    catch_up(laptop, folder)
    assert folder.files[bundle] == b"somebody's"
