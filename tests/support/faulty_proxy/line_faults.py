"""What a line does to bytes: slow, late, lost, reset, cut, silent. Never another byte than was sent."""

from __future__ import annotations

import random

from tests.support.faulty_proxy.proxy import Call, Fault, pass_on

SHRUNK = 20
"""Every time on the line is this many times shorter than in a village, as are the client's time-outs."""

BYTES_A_SECOND = 64_000 // 8
LATENCY = 2.0 / SHRUNK


def slow_line(call: Call) -> None:
    """64 kbit/s each way, not shrunk: what is sent here is small."""
    call.wait(len(call.request().raw) / BYTES_A_SECOND)
    call.drip(call.ask().raw, 400, 400 / BYTES_A_SECOND)


def late_line(call: Call) -> None:
    """Two seconds each way."""
    call.wait(LATENCY)
    answer = call.ask()
    call.wait(LATENCY)
    call.say(answer)


def uneven_line(call: Call) -> None:
    """Sometimes at once, sometimes later than the laptop waits."""
    answer = call.ask()
    call.wait(call.rng.random() * 6.0 / SHRUNK)
    call.say(answer)


def request_lost(call: Call) -> None:
    """Central never hears of it."""
    call.request()
    call.reset()


def answer_lost(call: Call) -> None:
    """Central has done it; the laptop never knows."""
    call.ask()
    call.reset()


def either_lost(call: Call) -> None:
    """Now this, now that."""
    call.rng.choice((request_lost, answer_lost))(call)


def closed_without_answer(call: Call) -> None:
    """The connection ends in good order, with nothing said."""
    call.ask()
    call.hang_up()


def reset_on_connecting(call: Call) -> None:
    """Not a byte of the request is taken."""
    call.reset()


def request_cut(part: str) -> Fault:
    """Reset when central has the request up to somewhere in its head, in its body, or all of it."""

    def fault(call: Call) -> None:
        asked = call.request()
        call.ask_in_part(_place(call.rng, part, asked.head_size, len(asked.raw)))
        call.reset()

    return fault


def answer_cut(part: str, *, politely: bool = False) -> Fault:
    """Reset, or closed, when the laptop has the answer up to somewhere in its head, its body, or to the end."""

    def fault(call: Call) -> None:
        answer = call.ask()
        head = len(answer.raw) - len(answer.body)
        call.say(answer.raw[: _place(call.rng, part, head, len(answer.raw))])
        if politely:
            call.hang_up()
        else:
            call.reset()

    return fault


def _place(rng: random.Random, part: str, head: int, whole: int) -> int:
    match part:
        case "head":
            return rng.randrange(1, head)
        case "body":
            return rng.randrange(head, max(whole, head + 1))
        case "last":
            return whole - 1
        case _:
            return whole


def stalled(where: str) -> Fault:
    """Silence: before anything is read, with the request kept, after central did it, or within the answer."""

    def fault(call: Call) -> None:
        match where:
            case "request":
                call.request()
            case "done":
                call.ask()
            case "answer":
                raw = call.ask().raw
                call.say(raw[: call.rng.randrange(1, len(raw))])
        call.stall()

    return fault


def dripping_answer(call: Call) -> None:
    """A byte now and then, so that no single wait is long."""
    call.drip(call.ask().raw, 1, 0.4 / SHRUNK)


def dripping_request(call: Call) -> None:
    """The request creeps towards central, and its answer comes late."""
    call.wait(len(call.request().raw) / 40 * 0.4 / SHRUNK)
    call.say(call.ask())


def closed_between(call: Call) -> None:
    """The answer is whole; then the kept connection is closed without a word."""
    call.say(call.ask())
    call.hang_up()


def reset_between(call: Call) -> None:
    """The answer is whole; then the kept connection breaks, perhaps before the laptop has read it."""
    call.say(call.ask())
    call.reset()


def now_and_then(fault: Fault, *, whole: int) -> Fault:
    """Broken at first, then whole for so many requests, and so on."""

    def by_turns(call: Call) -> None:
        (pass_on if call.number % (whole + 1) else fault)(call)

    return by_turns
