"""Somebody else answers: portals, gateways, redirects, another central; and central's own no."""

from __future__ import annotations

import gzip

import msgspec

from app.contract.limits import LARGEST_BODY, MEDIA_TYPE, PROBLEM_TYPE
from app.contract.messages import ProblemDetails
from tests.support.faulty_proxy.answers import Answer
from tests.support.faulty_proxy.proxy import Call, Fault, pass_on

PAGE = b"<html><title>Wi-Fi</title>Please log in</html>"


def html(status: int, body: bytes = PAGE, *, after: str = "") -> Fault:
    """A gateway or a portal answers instead; central never hears of it."""

    def fault(call: Call) -> None:
        call.request()
        call.say(_answer(status, "text/html", body, **{"retry-after": after}))

    return fault


def html_after_work(status: int) -> Fault:
    """Central did it; a gateway lost patience and says so itself."""

    def fault(call: Call) -> None:
        call.ask()
        call.say(_answer(status, "text/html", PAGE))

    return fault


def html_before_listening(call: Call) -> None:
    """An answer before the request was read, then closed: what is still being sent meets a reset."""
    call.say(_answer(413, "text/html", PAGE, connection="close"))
    call.hang_up()


def redirected(status: int) -> Fault:
    """To another real central, which must never hear of it."""

    def fault(call: Call) -> None:
        call.request()
        call.say(_answer(status, "text/html", PAGE, location=call.other + call.path))

    return fault


def portal_then_ok(count: int) -> Fault:
    """Somebody logs in after so many requests."""

    def fault(call: Call) -> None:
        (html(200) if call.number <= count else pass_on)(call)

    return fault


def another_central(call: Call) -> None:
    """The name leads to another real central."""
    call.say(call.ask(elsewhere=True))


def spoken_as(media: str, body: bytes, status: int = 200) -> Fault:
    """Something of a media type, ours or not, that is no message of ours."""

    def fault(call: Call) -> None:
        call.request()
        call.say(_answer(status, media, body))

    return fault


def own_no(code: str, status: int, *, after: int = 0, is_done: bool = False, header: str = "") -> Fault:
    """Central itself refuses, before or after it did the work."""

    def fault(call: Call) -> None:
        server_id = _server_id(call)
        if is_done:
            call.ask()
        call.request()
        said = ProblemDetails(type=code, status=status, after=after, server_id=server_id)
        call.say(_answer(status, PROBLEM_TYPE, msgspec.json.encode(said), **{"retry-after": header}))

    return fault


def too_large_at_once(call: Call) -> None:
    """Central takes one change at a time and refuses more (413)."""
    (own_no("batch_too_large", 413) if call.request().changes() > 1 else pass_on)(call)


def strangers_no(call: Call) -> None:
    """A refusal in our own type from a central nobody knows."""
    call.request()
    said = ProblemDetails(type="unknown_token", status=401, server_id="another-central-of-another-province")
    call.say(_answer(401, PROBLEM_TYPE, msgspec.json.encode(said)))


def bomb(call: Call) -> None:
    """A small body that grows beyond what anybody would open."""
    packed = gzip.compress(b" " * (LARGEST_BODY + 1))
    answer = _answer(200, MEDIA_TYPE, packed)
    call.request()
    call.say(answer.with_headers(**{"content-encoding": "gzip"}))


def endless(call: Call) -> None:
    """A body that does not end, piece after piece."""
    call.request()
    call.say(_answer(200, MEDIA_TYPE, b"").with_headers(**{"content-length": str(2**40)}))
    piece = b" " * 1_000_000
    while not call.stop.is_set():
        call.say(piece)  # ends when the laptop has had enough and hangs up


def _server_id(call: Call) -> str:
    """Whom the laptop knows, from what central said before."""
    answers = [answer for pairs in call.past.values() for _, answer in pairs if answer.status == 200]
    return str(answers[-1].told()["server_id"])


def _answer(status: int, media: str, body: bytes, **headers: str) -> Answer:
    told = {"content-type": media, "content-length": str(len(body)), **headers}
    return Answer(status, told, body).with_headers()
