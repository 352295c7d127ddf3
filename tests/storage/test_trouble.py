"""Every error of the machine has its own name; a mistake of ours keeps the name it has."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.domain.faults import StoreTrouble
from app.storage import trouble
from app.storage.driver import DriverError
from app.storage.store import SqliteStore


class Coded(DriverError):  # type: ignore[misc, valid-type]
    """An error with a result code, as the driver raises it."""

    def __init__(self, code: int) -> None:
        super().__init__("x")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "named"),
    [
        (5, StoreTrouble.LOCKED),
        (5 | 2 << 8, StoreTrouble.LOCKED),
        (6, StoreTrouble.LOCKED),
        (8, StoreTrouble.READ_ONLY),
        (10, StoreTrouble.DAMAGED),
        (11, StoreTrouble.DAMAGED),
        (13, StoreTrouble.DISK_FULL),
        (14, StoreTrouble.READ_ONLY),
        (26, StoreTrouble.DAMAGED),
    ],
)
def test_result_codes_have_names(tmp_path: Path, code: int, named: StoreTrouble) -> None:
    fault = trouble.fault_of(Coded(code), tmp_path)
    assert fault is not None
    assert fault.trouble is named


@pytest.mark.parametrize("code", [0, 1, 19, 20, 21])
def test_a_mistake_of_ours_has_none(tmp_path: Path, code: int) -> None:
    assert trouble.fault_of(Coded(code), tmp_path) is None
    with pytest.raises(Coded), trouble.told_apart(tmp_path):
        raise Coded(code)


def test_an_error_while_writing_is_about_room(tmp_path: Path) -> None:
    fault = trouble.fault_of(Coded(10), tmp_path, writing=True)
    assert fault is not None
    assert fault.trouble is StoreTrouble.DISK_FULL


def test_an_error_without_a_name_is_about_room_where_nothing_can_be_written(tmp_path: Path) -> None:
    fault = trouble.fault_of(Coded(10), tmp_path / "not there")
    assert fault is not None
    assert fault.trouble is StoreTrouble.DAMAGED


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (errno.ENOSPC, StoreTrouble.DISK_FULL),
        (errno.EDQUOT, StoreTrouble.DISK_FULL),
        (errno.EROFS, StoreTrouble.READ_ONLY),
        (errno.EACCES, StoreTrouble.READ_ONLY),
        (errno.EIO, StoreTrouble.DAMAGED),
    ],
)
def test_errors_of_the_file_system_have_names(tmp_path: Path, number: int, named: StoreTrouble) -> None:
    fault = trouble.fault_of(OSError(number, "x"), tmp_path)
    assert fault is not None
    assert fault.trouble is named


def test_a_file_nobody_may_write_is_read_only(store: SqliteStore) -> None:
    store._database.connection().raw.execute("PRAGMA query_only = 1")
    with pytest.raises(Exception, match="read_only"), store.write() as work:
        work.set_setting("key", "value")
