"""After each kill, activity by activity: is what the child was told true, and can work go on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from unittest import mock

from app.contract.bundle import Purpose, file_name, named, read_head
from app.contract.limits import LARGEST_HEAD
from app.network.sealing import Sealing
from app.network.stick import SealedFolder
from app.storage import opening
from app.storage.copies import COPIES
from app.storage.folder import StoreState, store_state
from app.storage.store import SqliteStore
from app.usecases.rescue import catch_up
from app.usecases.settings import Setting
from tests.support.faulty_proxy.oracle import Watch
from tests.support.hands import CountedIds, HandClock
from tests.support.killing import findings
from tests.support.killing.nursery import Life
from tests.support.killing.scenes import FIRST_RELEASE, Scene
from tests.support.killing.work import CARRIER, NO_KEYRING, Order, by_stick, one_run
from tests.support.laptop import Laptop
from tests.support.stores import CHEAP, INSTANCE, PASSPHRASE

SENDING = ("send", "carry", "courier")
"""What has to be at central, once and whole, in the end."""


def judge(scene: Scene, life: Life) -> list[str]:
    """What is wrong, a line each; afterwards the folder is fit for the next child, or given up."""
    scene.acknowledged |= set(life.after("saved"))
    found = [f"a mistake: {said}" for said in life.after("failed")]
    try:
        found += _JUDGES[scene.kind](scene, life)
        if scene.kind in SENDING and scene.is_worn:
            found += _all_arrives(scene)
    except (
        Exception
    ) as mistake:  # a store that cannot even be looked at is the worst finding, not the end of all
        found.append(f"cannot be judged: {mistake!r}")
        scene.give_up()
    return found


def close(scene: Scene) -> list[str]:
    """What is wrong when nobody is killed any more and everything is sent."""
    return list(_all_arrives(scene)) if scene.kind in SENDING and not scene.is_worn else []


def _saved(scene: Scene, life: Life) -> Iterator[str]:
    with findings.opened(scene.store) as store:
        yield from findings.wrong_with(store)
        yield from findings.lost(store, scene.acknowledged)


def _sent(scene: Scene, life: Life) -> Iterator[str]:
    yield from _saved(scene, life)
    with findings.opened(scene.store) as store:
        yield from _watch(scene, store).wrong()


def _received(scene: Scene, life: Life) -> Iterator[str]:
    yield from _sent(scene, life)
    if life.after("read"):
        scene.give_up()  # it has everything: the next child begins with nothing again


def _migrated(scene: Scene, life: Life) -> Iterator[str]:
    kept = set(json.loads((FIRST_RELEASE / "sessions.json").read_text("utf-8")))
    with findings.opened(scene.store) as store:
        yield from findings.wrong_with(store)
        yield from findings.lost(store, kept)
        if (store.read().counters().waiting, len(store.read().records("village"))) != (len(kept), 40):
            yield "the file of the first release did not come over whole"
    scene.give_up()


def _exported(scene: Scene, life: Life) -> Iterator[str]:
    yield from _saved(scene, life)
    copies = scene.store / COPIES
    yield from findings.papers_by_halves(scene.folder)
    yield from findings.copies_by_halves(scene.store)
    yield from (
        f"told of a copy that is not there: {one}"
        for one in life.after("copied")
        if not (copies / one).exists()
    )
    papers = life.after("printed")
    yield from (
        f"told of a slip that is not there: {one}" for one in papers if not (scene.folder / one).exists()
    )


def _carried(scene: Scene, life: Life) -> Iterator[str]:
    yield from _saved(scene, life)
    rescue, stick = SealedFolder(scene.folder / "rescue"), SealedFolder(scene.folder / "stick")
    yield from findings.sealed_by_halves(rescue)
    with findings.opened(scene.store) as store:
        yield from _on_stick(store, stick)
        report = catch_up(store, rescue, Sealing(), HandClock())
        if report.missing:
            yield f"cannot be rescued: {report}"


def _on_stick(store: SqliteStore, stick: SealedFolder) -> Iterator[str]:
    yield from findings.sealed_by_halves(stick)
    handed = store.read().handed()  # what was answered may be off the stick again
    noted = {file_name(Purpose.BUNDLE, one.bundle) for one in handed if one.waiting}
    if gone := noted - set(stick.names()):
        yield f"noted as handed over and not on the stick: {sorted(gone)}"


def _couriered(scene: Scene, life: Life) -> Iterator[str]:
    yield from _sent(scene, life)
    yield from (f"refused on its way: {code}" for code in life.after("refused"))
    stick, theirs = SealedFolder(scene.folder / "stick"), SealedFolder(scene.folder / CARRIER / "courier")
    yield from findings.sealed_by_halves(theirs)
    with findings.opened(scene.store) as store:
        yield from _on_stick(store, stick)
        ours = store.read().setting(Setting.DEVICE)
    with findings.opened(scene.folder / CARRIER / "store") as store:
        yield from findings.wrong_with(store)
    if life.after("taken"):
        yield from _on_its_way(stick, theirs, ours)


def _on_its_way(stick: SealedFolder, theirs: SealedFolder, device: str) -> Iterator[str]:
    """Whatever of this device's lay on the stick is with the carrier, or the answer to it is, once it took them in."""
    here = {known[1] for name in theirs.names() if (known := named(name))}
    for name in stick.names():
        head, _ = read_head(stick.piece(name, 0, LARGEST_HEAD))
        ours = named(name) == (Purpose.BUNDLE, head.label.id) and head.label.device == device
        if ours and head.label.id not in here:
            yield f"neither carried nor answered: {name}"


def _changed(scene: Scene, life: Life) -> Iterator[str]:
    fitting, told = findings.passphrases_of(scene.store), life.after("changed")
    if len(fitting) != 1:
        yield f"{len(fitting)} passphrases open it"
    now = fitting[0]
    if len(told) == 2 and now != told[-1]:
        yield "told of a new passphrase that does not open"
    with findings.opened(scene.store, now) as store:
        yield from findings.wrong_with(store)
    if now != PASSPHRASE:
        with mock.patch.object(opening, "_measured", return_value=CHEAP):
            opening.change_passphrase(scene.store, now, PASSPHRASE, NO_KEYRING)


def _begun(scene: Scene, life: Life) -> Iterator[str]:
    state = store_state(scene.store)
    match state:
        case StoreState.NONE if life.after("made"):
            yield "told of a store that is not there"
        case StoreState.NONE:
            store, _ = opening.create_store(scene.store, PASSPHRASE, NO_KEYRING, INSTANCE, cost=CHEAP)
            store.close()
        case StoreState.LOCKED:
            with findings.opened(scene.store) as store:
                yield from findings.wrong_with(store)
        case _:
            yield f"a folder nobody can use: {state}"
    scene.give_up()


_JUDGES: Mapping[str, Callable[[Scene, Life], Iterator[str]]] = {
    "save": _saved,
    "send": _sent,
    "receive": _received,
    "migrate": _migrated,
    "export": _exported,
    "carry": _carried,
    "courier": _couriered,
    "passphrase": _changed,
    "begin": _begun,
}


def _all_arrives(scene: Scene) -> Iterator[str]:
    """What lies on a stick gets to central first; then the laptop finds a line."""
    stick = SealedFolder(scene.folder / "stick")
    if scene.kind == "courier":
        yield from _answered(scene)
    elif names := stick.names():
        scene.centre.process.command(
            "bundle", "read", *(str(scene.folder / "stick" / name) for name in names)
        )
    with findings.opened(scene.store) as store:
        watch = _watch(scene, store)
        report = one_run(watch.laptop)
        yield from watch.wrong_after(report)
        yield from watch.unfinished(report)


def _answered(scene: Scene) -> Iterator[str]:
    """Once more the whole way, with nobody killed: a laptop without a line knows that central has all."""
    order, said = Order(scene.activity, str(scene.folder), 10**6), list[str]()
    with findings.opened(scene.store) as store, findings.opened(order.store_of(CARRIER)) as other:
        # Ids that nobody had in an earlier folder.
        starts = (10**12 * n + 10**6 * scene.folders for n in (2, 3))
        mine, theirs = (Laptop(one, HandClock(), CountedIds(next(starts)), "") for one in (store, other))
        by_stick(mine, theirs, order, said.append)
        yield from (f"at last {one}" for one in said if one.startswith("refused"))
        if waiting := store.read().counters().waiting:
            yield f"{waiting} sessions without an answer after all"


def _watch(scene: Scene, store: SqliteStore) -> Watch:
    """A look from central's side at the changes that are here."""
    laptop = Laptop(store, HandClock(), CountedIds(10**12), "")
    watch = Watch(scene.centre, store.read().setting(Setting.COMMUNE), laptop)
    watch.note_work()
    watch.sessions |= findings.own_sessions(store)
    return watch
