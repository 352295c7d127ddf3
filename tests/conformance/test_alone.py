"""The client knows central from the protocol document only: its imports say so, and its worked examples agree."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage.x25519 import Identity

from tests.conformance.client import (
    Json,
    NotProven,
    base64url,
    bucket_digests,
    check_proof,
    digest,
    fingerprint,
    read_sheet,
    signed,
    typed_sheet,
)

CLIENT = ("client.py", "outbox.py", "device.py", "sealed.py", "leaving.py", "guides.py")
ALLOWED = {"requests", "urllib3", "zstandard", "cryptography", "pyrage"}
ALLOWED |= {f"tests.conformance.{name.removesuffix('.py')}" for name in CLIENT}
FOLDER = Path(__file__).parent
DOCUMENT = (FOLDER.parents[1] / "app" / "contract" / "PROTOCOL.md").read_text(encoding="utf-8")


def imported(file: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module or ""


def is_foreign(module: str) -> bool:

    top = module.partition(".")[0]
    return top not in sys.stdlib_module_names and not {module, top} & ALLOWED


@pytest.mark.parametrize("name", CLIENT)
def test_the_client_imports_nothing_of_the_product(name: str) -> None:
    modules = set(imported(FOLDER / name))
    assert "__future__" in modules
    assert [module for module in sorted(modules) if is_foreign(module)] == []


@pytest.mark.parametrize("name", CLIENT)
def test_the_client_imports_nothing_by_name_at_run_time(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert re.findall(r"__import__|import_module|\bexec\(|\beval\(|runpy", text) == []


@pytest.mark.parametrize("module", ["app.contract.coding", "app", "tests.support.wire_device", "msgspec"])
def test_an_import_of_the_product_is_noticed(module: str) -> None:
    assert is_foreign(module)


def example(name: str) -> Json:
    found = re.search(rf"Example: `{name}`\n```json\n(.*?)```", DOCUMENT, re.S)
    assert found, name
    message: Json = json.loads(found[1])
    return message


def cell(label: str) -> str:
    """The first quoted text in the second column of a row of the worked examples."""
    found = re.search(rf"^\| {re.escape(label)} \| `([^`]+)`", DOCUMENT, re.M)
    assert found, label
    return found[1].replace("\\|", "|")


def test_the_pairing_example_is_true() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = key.public_key().public_bytes_raw()
    asked, paired = example("Pair"), example("Paired")
    assert cell("public key") == base64url(public) == paired["key"]
    assert cell("SHA-256 of it") == hashlib.sha256(public).hexdigest()
    assert cell("fingerprint") == fingerprint(public)
    assert paired["token"] == base64url(bytes(range(96, 128)))
    check_proof(read_sheet(cell("sheet text")), asked, paired)
    words = (asked["nonce"], asked["device"], paired["server_id"], paired["token"], paired["sealing_key"])
    lines = ("diemtua-pair-2", *words)
    assert paired["sealing_key"] == str(Identity.from_str(cell("central's age identity")).to_public())
    assert base64url(key.sign("\n".join(lines).encode())) == paired["proof"]


def test_the_signature_example_is_true() -> None:
    asked = example("Pair")
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
    sealing = Identity.from_str(cell("the device's age identity"))
    assert asked["signing_key"] == base64url(key.public_key().public_bytes_raw())
    assert asked["sealing_key"] == str(sealing.to_public())
    assert asked["signature"] == signed(key, asked)


@pytest.mark.parametrize("member", ["token", "server_id", "proof", "key", "sealing_key"])
def test_the_pairing_example_with_anything_altered_is_not_believed(member: str) -> None:
    paired = example("Paired")
    paired[member] = ("B" if paired[member][0] != "B" else "C") + paired[member][1:]
    with pytest.raises(NotProven):
        check_proof(read_sheet(cell("sheet text")), example("Pair"), paired)


def test_the_typed_example_is_the_sheet_without_its_server() -> None:
    found = re.search(r"^\| the same, typed \| `([^`]+)`, `([^`]+)`, `([^`]+)`", DOCUMENT, re.M)
    assert found
    sheet, typed = read_sheet(cell("sheet text")), typed_sheet(*found.groups())
    assert (typed.address, typed.fingerprint, typed.code) == (sheet.address, sheet.fingerprint, sheet.code)
    assert (sheet.server_id, typed.server_id) == (example("Paired")["server_id"], "")


def test_the_digest_example_is_true() -> None:
    rows = re.findall(r"^\| `(\S{22}):(\d+)` \| `([0-9a-f]{64})` \|$", DOCUMENT, re.M)
    assert len(rows) == 2
    assert [digest([(name, int(seq))]) for name, seq, _ in rows] == [sha for _, _, sha in rows]
    assert cell("digest of both, `count` 2") == digest([(name, int(seq)) for name, seq, _ in rows])
    assert digest([]) == "0" * 64


def test_the_buckets_of_the_example_are_true() -> None:
    rows = re.findall(r"^\| bucket of `(\S{22})` \| (\d+) \| `([0-9a-f]{16})` \|$", DOCUMENT, re.M)
    pairs = re.findall(r"^\| `(\S{22}):(\d+)` \|", DOCUMENT, re.M)
    parts = bucket_digests([(name, int(seq)) for name, seq in pairs])
    assert [(name, int(place)) for name, place, _ in rows] == [
        (name, hashlib.sha256(name.encode()).digest()[0]) for name, _ in pairs
    ]
    assert [parts[int(place)] for _, place, _ in rows] == [short for _, _, short in rows]
