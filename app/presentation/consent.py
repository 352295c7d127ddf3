"""Asking for consent: three sentences, three answers, and newer facts from a scan to confirm. Nothing is pre-ticked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.domain.changes import Value
from app.domain.consent import Method, is_child
from app.domain.draft import Draft
from app.domain.names import same_name
from app.domain.portrait import Portrait, portrait_of
from app.domain.problems import Problem
from app.presentation.watched import Watched
from app.usecases import consent, family, welcome
from app.usecases.consent import ConsentAnswer
from app.usecases.ports import Clock, Ids, Store

SPOKEN = "vi"
"""The language the sentences exist in; another one needs a reviewed text first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentState:
    """What the screen shows; `newer` are facts the scan says otherwise than we hold.

    `representative` is who is likely to answer for them: whoever was written down as that, else who came with them
    from the same household. For a child (`for_child`) only a parent or guardian can, and a household tells neither.
    What they are to the person and which paper was seen is asked every time: it is about today.
    """

    who: Portrait
    newer: Mapping[str, Value]
    representative: str = ""
    for_child: bool = False
    asks_representative: bool = False
    problems: tuple[Problem, ...] = ()


class ConsentPresenter(Watched[ConsentState]):
    """Ends in `answered(draft)`: agreed or refused, guidance goes on either way."""

    def __init__(
        self, store: Store, clock: Clock, ids: Ids, draft: Draft, answered: Callable[[Draft], None]
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._draft, self._answered = draft, answered
        self._kin = store.read().record("citizen", draft.beside) or {} if draft.beside else {}
        self._takes_newer = False
        self._known = (family.representative_of(store.read(), draft.citizen) if draft.citizen else None) or {}
        who = portrait_of(draft.person, clock.now().date())
        beside = "" if is_child(who.age) else str(self._kin.get("name") or "")
        self._state = ConsentState(
            who=who,
            for_child=is_child(who.age),
            newer=welcome.newer_facts(store, draft),
            representative=str(self._known.get("name") or beside),
        )

    def state(self) -> ConsentState:
        """The state shown last."""
        return self._state

    def agreed(self, *, take_newer: bool = False) -> None:
        """The person said yes aloud."""
        self._answer(ConsentAnswer(method=Method.SPOKEN, language=SPOKEN), take_newer=take_newer)

    def representative_asked(self, *, take_newer: bool = False) -> None:
        """A family member answers instead: who are they?"""
        self._takes_newer = take_newer
        self._show(replace(self._state, asks_representative=True))

    def back(self) -> None:
        """The person answers after all."""
        self._show(replace(self._state, asks_representative=False, problems=()))

    def agreed_by(self, name: str, relation: str, basis: str = "") -> None:
        """A representative said yes, perhaps who came with them: then we know their number and who they are."""
        person, phone = self._who_is(name)
        answer = ConsentAnswer(
            method=Method.REPRESENTATIVE,
            language=SPOKEN,
            relation=relation,
            representative=name,
            basis=basis,
            person=person,
            phone=phone,
        )
        self._answer(answer, take_newer=self._takes_newer)

    def declined(self) -> None:
        """No: everything about the person is wiped, guidance goes on."""
        self._done(consent.refuse_consent(self._store, self._clock, self._draft))

    def _who_is(self, name: str) -> tuple[str, str]:
        """The citizen id and the phone of who answers, where they came along or were written down before."""
        if self._kin and same_name(name, str(self._kin["name"])):
            return self._draft.beside, str(self._kin["phone"]) if self._kin["phone_agreed"] else ""
        if self._known and same_name(name, str(self._known["name"])):
            return str(self._known["person"]), str(self._known["phone"])
        return "", ""

    def _answer(self, answer: ConsentAnswer, *, take_newer: bool) -> None:
        result = consent.give_consent(
            self._store, self._clock, self._ids, self._draft, answer, take_newer=take_newer
        )
        if isinstance(result, Problem):
            self._show(replace(self._state, problems=(result,)))
        else:
            self._done(result)

    def _done(self, draft: Draft) -> None:
        self._draft = draft  # a second press of the same key finds the answer given
        self._answered(draft)

    def _show(self, state: ConsentState) -> None:
        self._state = state
        self.refresh()
