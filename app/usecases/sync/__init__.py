"""Sending and receiving: hello, push, pull, close. Only a proven answer to one change moves that change."""

from app.usecases.sync.engine import run
from app.usecases.sync.policy import Policy, next_run_in
from app.usecases.sync.report import SyncEnd, SyncPhase, SyncProgress, SyncReport
from app.usecases.sync.status import SyncStatus, sync_status

__all__ = [
    "Policy",
    "SyncEnd",
    "SyncPhase",
    "SyncProgress",
    "SyncReport",
    "SyncStatus",
    "next_run_in",
    "run",
    "sync_status",
]
