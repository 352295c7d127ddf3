"""The right words at the wrong time: requests twice, old answers again, members missing or too many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.faulty_proxy.answers import Answer, Told
from tests.support.faulty_proxy.proxy import Call, Fault

PUSH = "/v1/push"


def asked_twice(*, first: bool) -> Fault:
    """Central hears it twice; the laptop is given the first answer or the second."""

    def fault(call: Call) -> None:
        answers = [call.ask(), call.ask()]
        call.say(answers[0 if first else 1])

    return fault


def old_request_again(call: Call) -> None:
    """What was pushed earlier reaches central once more, after this."""
    answer = call.ask()
    for asked, _ in call.past.get(PUSH, ())[-3:]:
        call.ask(raw=asked.raw)
    call.say(answer)


def old_answer(call: Call) -> None:
    """Central does it; the laptop hears what was said some time ago to the same question."""
    before = [answer for _, answer in call.past.get(call.path, ())]
    now = call.ask()
    call.say(call.rng.choice(before[-3:]) if before else now)


def old_answer_only(call: Call) -> None:
    """Central is not asked at all; an old answer comes from somewhere in between."""
    before = [answer for _, answer in call.past.get(call.path, ())]
    call.request()
    call.say(call.rng.choice(before[-3:]) if before else call.ask())


def answer_to_another_question(call: Call) -> None:
    """What was said to a request of another kind."""
    now = call.ask()
    others = [pairs[-1][1] for path, pairs in call.past.items() if path != call.path]
    call.say(call.rng.choice(others) if others else now)


def answered_twice(call: Call) -> None:
    """The answer, and at once an old one nobody asked for: it waits on the kept connection."""
    before = [answer for pairs in call.past.values() for _, answer in pairs]
    now = call.ask()
    call.say(now.raw + (call.rng.choice(before) if before else now).raw)


def told_otherwise(change: Callable[[Call, Told], None]) -> Fault:
    """Central's answer with something in it changed; a refusal is left as it is."""

    def fault(call: Call) -> None:
        answer = call.ask()
        call.say(_changed(call, answer, change) if answer.status == 200 else answer)

    return fault


def _changed(call: Call, answer: Answer, change: Callable[[Call, Told], None]) -> Answer:
    said = answer.told()
    change(call, said)
    return answer.telling(said, answer.encoding)


def other_batch(call: Call, said: Told) -> None:
    """An answer to a batch that was never sent."""
    if "batch" in said:
        said["batch"] = "another-batch-altogether"


def other_server(call: Call, said: Told) -> None:
    """Signed by a central nobody knows."""
    said["server_id"] = "another-central-of-another-province"


def nobody(call: Call, said: Told) -> None:
    """Signed by nobody."""
    del said["server_id"]


def half_the_outcomes(call: Call, said: Told) -> None:
    """Some changes are not mentioned."""
    outcomes = said.get("outcomes", [])
    said["outcomes"] = call.rng.sample(outcomes, len(outcomes) // 2)


def no_outcomes(call: Call, said: Told) -> None:
    """No change is mentioned."""
    said.pop("outcomes", None)


def shuffled(call: Call, said: Told) -> None:
    """In any order."""
    for name in ("outcomes", "records"):
        call.rng.shuffle(said.get(name, []))


def doubled(call: Call, said: Told) -> None:
    """Each member twice."""
    for name in ("outcomes", "records"):
        if name in said:
            said[name] = [one for one in said[name] for _ in range(2)]


def unasked_outcomes(call: Call, said: Told) -> None:
    """Also about numbers that were not in the batch."""
    numbers = [n for n in range(1, 60) if n not in {one["n"] for one in said.get("outcomes", [])}]
    said.setdefault("outcomes", []).extend({"n": n, "seq": 1} for n in call.rng.sample(numbers, 10))


def unknown_outcomes(call: Call, said: Told) -> None:
    """In a word of a later release."""
    for one in said.get("outcomes", []):
        one["kind"] = "postponed_to_next_year"


def unknown_members(call: Call, said: Told) -> None:
    """A later release says more: in the message and in every part of it."""
    for part in _parts(said):
        part["later"] = {"since": 7, "why": ["not", "known", "here"]}


def members_of_another_shape(call: Call, said: Told) -> None:
    """A number where a text belongs."""
    said["server_id"] = 7


def _parts(said: Any) -> list[Told]:
    """The message and the records and outcomes in it."""
    lists = [part for name in ("outcomes", "records") for part in said.get(name, [])]
    return [said, *lists]
