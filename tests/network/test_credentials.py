"""The keyring: which are trusted, and what happens when there is none, it is locked, or it lies."""

from __future__ import annotations

import sys

import pytest
from keyring import backend as backends
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from app.network.credentials import SECRET_BYTES, Keyring, open_keyring

SECRET = bytes(range(SECRET_BYTES))


class Kept(KeyringBackend):
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


class Locked(Kept):
    """A keyring whose owner closed the prompt."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


def offered(monkeypatch: pytest.MonkeyPatch, *found: KeyringBackend) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "")
    monkeypatch.setattr(backends, "get_all_keyring", lambda: list(found))


def named(module: str, priority: float) -> KeyringBackend:
    shape = type("Keyring", (Kept,), {"priority": priority, "__module__": module})
    return shape()  # type: ignore[no-any-return]


def test_a_secret_comes_back_under_its_own_name_only() -> None:
    kept = Kept()
    Keyring("one", kept).set(SECRET)
    assert Keyring("one", kept).get() == SECRET
    assert Keyring("two", kept).get() is None
    assert SECRET not in "".join(kept.held.values()).encode()


def test_only_32_bytes_are_a_secret() -> None:
    with pytest.raises(ValueError, match="32"):
        Keyring("one", Kept()).set(b"short")


def test_without_a_keyring_nothing_is_kept() -> None:
    none = Keyring("one", None)
    none.set(SECRET)
    assert (none.available, none.get()) == (False, None)


def test_a_locked_keyring_raises_nothing() -> None:
    locked = Keyring("one", Locked())
    locked.set(SECRET)
    assert (locked.available, locked.get()) == (True, None)


@pytest.mark.parametrize("held", ["", "not base64 é", "c2hvcnQ="])
def test_what_is_no_secret_of_ours_counts_as_none(held: str) -> None:
    kept = Kept()
    kept.set_password("diemtua", "one", held)
    assert Keyring("one", kept).get() is None


def test_the_best_trusted_keyring_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    best, other = named("keyring.backends.SecretService", 5), named("keyring.backends.kwallet", 4.9)
    offered(monkeypatch, named("keyrings.alt.file", 9), other, best)
    open_keyring("one").set(SECRET)
    assert Keyring("one", best).get() == SECRET


@pytest.mark.parametrize(
    "module",
    ["keyrings.alt.file", "keyring.backends.null", "keyring.backends.chainer", "keyring.backends.fail"],
)
def test_no_other_is_trusted(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    offered(monkeypatch, named(module, 9))
    assert not open_keyring("one").available


@pytest.mark.parametrize("name", ["keyring.backends.fail.Keyring", "no.such.Keyring", "x"])
def test_a_backend_named_by_hand_is_judged_alike(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    assert not open_keyring("one").available


def test_secrets_stay_on_this_windows_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = named("keyring.backends.Windows", 5)
    offered(monkeypatch, windows)
    open_keyring("one")
    assert windows.persist == "local machine"  # type: ignore[attr-defined]


def test_the_library_waits_until_it_is_needed() -> None:
    code = "import sys, app.network.credentials; sys.exit('keyring' in sys.modules)"
    import subprocess

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
