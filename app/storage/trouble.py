"""Errors of SQLite and the file system, told apart as the named faults people are told about."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.faults import StoreFault, StoreTrouble
from app.storage.driver import DriverError, code_of

# Primary result codes (sqlite.org/rescode.html).
_BY_CODE = {
    5: StoreTrouble.LOCKED,  # BUSY
    6: StoreTrouble.LOCKED,  # LOCKED
    8: StoreTrouble.READ_ONLY,  # READONLY
    10: StoreTrouble.DAMAGED,  # IOERR, unless it was a write: see below
    11: StoreTrouble.DAMAGED,  # CORRUPT
    13: StoreTrouble.DISK_FULL,  # FULL
    14: StoreTrouble.READ_ONLY,  # CANTOPEN
    26: StoreTrouble.DAMAGED,  # NOTADB; the header's check value stops a wrong key before this
}
# IOERR_WRITE, _FSYNC, _TRUNCATE, _SHMSIZE: what a full disk or a used-up quota looks like when not FULL.
_NO_ROOM = {778, 1034, 1546, 4874}
_BY_ERRNO = {
    errno.ENOSPC: StoreTrouble.DISK_FULL,
    errno.EDQUOT: StoreTrouble.DISK_FULL,
    errno.EFBIG: StoreTrouble.DISK_FULL,
    errno.EACCES: StoreTrouble.READ_ONLY,
    errno.EPERM: StoreTrouble.READ_ONLY,
    errno.EROFS: StoreTrouble.READ_ONLY,
}


def fault_of(error: Exception) -> StoreFault | None:
    """The fault behind an error, or None when it is no trouble of the machine but a mistake of ours."""
    if isinstance(error, OSError):
        trouble = _BY_ERRNO.get(error.errno or 0, StoreTrouble.DAMAGED)
        return StoreFault(trouble)
    code = code_of(error)
    if code in _NO_ROOM:
        return StoreFault(StoreTrouble.DISK_FULL)
    known = _BY_CODE.get(code & 0xFF)
    return StoreFault(known) if known else None


@contextmanager
def told_apart() -> Iterator[None]:
    """Turn what the driver or the file system raises into a StoreFault; our own mistakes pass unchanged."""
    try:
        yield
    except (DriverError, OSError) as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error
