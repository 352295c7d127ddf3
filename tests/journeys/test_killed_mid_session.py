"""The power goes in the middle of a session: the person is found again on the same step, whatever the step was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.draft import Draft, Stage, Standing
from app.storage.opening import open_store
from app.usecases import consent, guidance, welcome
from app.usecases.consent import ConsentAnswer, Method
from tests.support.hands import CountedIds
from tests.support.laptop import GUIDE, Laptop, good, person
from tests.support.stores import PASSPHRASE, Keyring, temp_store

PLACES = ("asked", "consented", "on_a_card", "asked_why", "reviewing")


@pytest.mark.parametrize("place", PLACES)
def test_a_killed_session_is_found_on_the_same_step(place: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.journeys.test_killed_mid_session", str(tmp_path), place]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    told = done.stdout.strip()
    store = open_store(tmp_path / "laptop", PASSPHRASE, Keyring(available=False))
    try:
        (draft,) = store.read().drafts()
        assert _told(draft) == told
        known = store.read().people_with_number(str(person(1)["id_number"]))
        assert bool(known) is (draft.standing is Standing.CONSENTED), "a record only after consent"
    finally:
        store.close()


def _told(draft: Draft) -> str:
    return f"{draft.id} {draft.stage} {draft.task} {draft.step} {len(draft.steps_done)}"


def _go_and_die(folder: Path, place: str) -> None:
    laptop = Laptop.begin(temp_store(folder / "laptop"), CountedIds())
    draft = _reach(laptop, place)
    print(_told(draft), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def _reach(laptop: Laptop, place: str) -> Draft:
    store, clock, ids, pack = laptop.store, laptop.clock, laptop.ids, laptop.pack
    begun = welcome.start_new(store, clock, ids, operator=laptop.operator, guide=GUIDE, values=person(1))
    draft = good(begun)
    if place == "asked":
        return draft
    draft = good(consent.give_consent(store, clock, ids, draft, ConsentAnswer(method=Method.SPOKEN)))
    if place == "consented":
        return draft
    draft = guidance.open_task(store, clock, pack, draft, laptop.first_open(draft))
    draft = guidance.finish_step(store, clock, pack, draft)
    if place == "on_a_card":
        return draft
    if place == "asked_why":
        draft = guidance.ask_reason(store, clock, draft)
        assert draft.stage is Stage.REASON
        return draft
    return guidance.to_review(store, clock, draft)


if __name__ == "__main__":
    _go_and_die(Path(sys.argv[1]), sys.argv[2])
