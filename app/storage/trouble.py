"""Errors of SQLite and the file system, told apart as the named faults people are told about."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.faults import StoreFault, StoreTrouble
from app.storage.driver import DriverError, code_of

# Primary result codes (sqlite.org/rescode.html).
_BY_CODE = {
    5: StoreTrouble.LOCKED,  # BUSY
    6: StoreTrouble.LOCKED,  # LOCKED
    8: StoreTrouble.READ_ONLY,  # READONLY
    11: StoreTrouble.DAMAGED,  # CORRUPT
    13: StoreTrouble.DISK_FULL,  # FULL
    14: StoreTrouble.READ_ONLY,  # CANTOPEN
    26: StoreTrouble.DAMAGED,  # NOTADB; the header's check value stops a wrong key before this
}
_INPUT_OUTPUT = 10
_BY_ERRNO = {
    errno.ENOSPC: StoreTrouble.DISK_FULL,
    errno.EDQUOT: StoreTrouble.DISK_FULL,
    errno.EFBIG: StoreTrouble.DISK_FULL,
    errno.EACCES: StoreTrouble.READ_ONLY,
    errno.EPERM: StoreTrouble.READ_ONLY,
    errno.EROFS: StoreTrouble.READ_ONLY,
}
_PROBE_BYTES = 64 * 1024
"""More than the index of a write-ahead log needs, which is what a full disk refuses first at opening."""


def fault_of(error: Exception, folder: Path, *, writing: bool = False) -> StoreFault | None:
    """The fault behind an error met at a store in `folder`; None when it is a mistake of ours."""
    if isinstance(error, OSError):
        return StoreFault(_BY_ERRNO.get(error.errno or 0, StoreTrouble.DAMAGED))
    code = code_of(error) & 0xFF
    if code == _INPUT_OUTPUT:
        return StoreFault(StoreTrouble.DISK_FULL if writing else _without_a_name(folder))
    known = _BY_CODE.get(code)
    return StoreFault(known) if known else None


@contextmanager
def told_apart(folder: Path, *, writing: bool = False) -> Iterator[None]:
    """Turn what the driver or the file system raises into a StoreFault; our own mistakes pass unchanged."""
    try:
        yield
    except (DriverError, OSError) as error:
        fault = fault_of(error, folder, writing=writing)
        if fault is None:
            raise
        raise fault from error


def _without_a_name(folder: Path) -> StoreTrouble:
    """SQLite calls many things an I/O error: is there no room beside the file, or is it the file itself?"""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return _BY_ERRNO.get(error.errno or 0, StoreTrouble.DAMAGED)
    return StoreTrouble.DAMAGED
