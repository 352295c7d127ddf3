"""The register of everything that may happen between a laptop and central, each under the name it fails by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from app.contract.limits import MEDIA_TYPE
from app.network.timing import Timing
from tests.support.faulty_proxy import damage, echoes, line_faults, strangers
from tests.support.faulty_proxy.proxy import Fault, pass_on
from tests.support.faulty_proxy.sealed_line import Harm

HASTY = Timing(connect=2.0, read=0.2, pace=1e9)
"""Nobody waits long for a fault to be over."""

PATIENT = Timing(connect=5.0, read=15.0)
"""As in the field, where a fault is none."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A fault, the client's time-outs under it, and whether a run gets through in spite of it.

    `often` is how often it strikes what it is aimed at; `refused` means that nobody listens at all; `harm` that the
    line is under TLS and struck at a byte, whatever that is part of.
    """

    fault: Fault = pass_on
    timing: Timing = HASTY
    harmless: bool = False
    often: float = 1.0
    refused: bool = False
    harm: Harm = Harm.NONE


def _harmless(fault: Fault) -> Scenario:
    return Scenario(fault, PATIENT, harmless=True)


_LINE = {
    "64 kbit/s": _harmless(line_faults.slow_line),
    "2 s latency": Scenario(line_faults.late_line, Timing(connect=5.0, read=5.0), harmless=True),
    "uneven latency": Scenario(line_faults.uneven_line),
    "30 % of requests lost": Scenario(line_faults.request_lost, often=0.3),
    "30 % of answers lost": Scenario(line_faults.answer_lost, often=0.3),
    "half of all lost": Scenario(line_faults.either_lost, often=0.5),
    "every request lost": Scenario(line_faults.request_lost),
    "every answer lost": Scenario(line_faults.answer_lost),
    "closed without an answer": Scenario(line_faults.closed_without_answer),
    "reset on connecting": Scenario(line_faults.reset_on_connecting),
    "nobody listens": Scenario(line_faults.reset_on_connecting, refused=True),
    "reset in the request's head": Scenario(line_faults.request_cut("head")),
    "reset in the request's body": Scenario(line_faults.request_cut("body")),
    "reset before the request's last byte": Scenario(line_faults.request_cut("last")),
    "reset right after the request": Scenario(line_faults.request_cut("end")),
    "reset in the answer's head": Scenario(line_faults.answer_cut("head")),
    "reset in the answer's body": Scenario(line_faults.answer_cut("body")),
    "reset before the answer's last byte": Scenario(line_faults.answer_cut("last")),
    "closed in the answer's head": Scenario(line_faults.answer_cut("head", politely=True)),
    "closed in the answer's body": Scenario(line_faults.answer_cut("body", politely=True)),
    "closed between requests": _harmless(line_faults.closed_between),
    "reset between requests": Scenario(line_faults.reset_between),
    "half-open": Scenario(line_faults.stalled("nothing is read")),
    "stalled with the request": Scenario(line_faults.stalled("request")),
    "stalled when it was done": Scenario(line_faults.stalled("done")),
    "stalled in the answer": Scenario(line_faults.stalled("answer")),
    "an answer in drips": Scenario(line_faults.dripping_answer),
    "a request in drips": Scenario(line_faults.dripping_request),
    "cut at every third request": Scenario(line_faults.now_and_then(line_faults.answer_lost, whole=2)),
}

_STRANGERS = {
    "portal says 200": Scenario(strangers.html(200)),
    "portal says 204": Scenario(strangers.html(204, b"")),
    "portal, then whole": Scenario(strangers.portal_then_ok(7)),
    "portal in JSON": Scenario(strangers.spoken_as("application/json", b'{"login": true}')),
    "portal redirects": Scenario(strangers.redirected(302)),
    "redirect to another central": Scenario(strangers.redirected(307)),
    "permanent redirect": Scenario(strangers.redirected(308)),
    "another central answers": Scenario(strangers.another_central),
    "gateway says 407": Scenario(strangers.html(407)),
    "gateway says 413": Scenario(strangers.html(413)),
    "gateway says 413 before listening": Scenario(strangers.html_before_listening),
    "gateway says 429": Scenario(strangers.html(429, after="3600")),
    "gateway says 500": Scenario(strangers.html(500)),
    "gateway says 502": Scenario(strangers.html(502)),
    "gateway says 503": Scenario(strangers.html(503, after="3600")),
    "gateway says 504 after the work": Scenario(strangers.html_after_work(504)),
    "gateway says 511": Scenario(strangers.html(511)),
    "central takes one at a time (413)": Scenario(strangers.too_large_at_once, PATIENT),
    "central says 429": Scenario(strangers.own_no("busy", 429, header="30")),
    "central says 503": Scenario(strangers.own_no("busy", 503, after=20)),
    "central stumbles (500)": Scenario(strangers.own_no("internal", 500)),
    "central stumbles after the work": Scenario(strangers.own_no("internal", 500, is_done=True)),
    "another central's no": Scenario(strangers.strangers_no),
    "our type, no message": Scenario(strangers.spoken_as(MEDIA_TYPE, b"<html></html>")),
    "our type, a list": Scenario(strangers.spoken_as(MEDIA_TYPE, msgspec.json.encode([1, 2]))),
    "our type, nothing": Scenario(strangers.spoken_as(MEDIA_TYPE, b"")),
    "a bomb": Scenario(strangers.bomb, PATIENT),
    "an answer without end": Scenario(strangers.endless, PATIENT),
}

_DAMAGE = {
    "bare body cut short": Scenario(damage.cut_short("")),
    "gzip cut short": Scenario(damage.cut_short("gzip")),
    "zstd cut short": Scenario(damage.cut_short("zstd")),
    "bare body damaged": Scenario(damage.turned_mark),
    "gzip damaged": Scenario(damage.turned_bit("gzip")),
    "zstd damaged": Scenario(damage.turned_bit("zstd")),
    "central's own packing damaged": Scenario(damage.as_central_packs),
    "size too large": Scenario(damage.lying_size(50)),
    "size too small": Scenario(damage.lying_size(-20)),
    "size too small, connection kept": Scenario(damage.lying_size_kept),
    "chunked": _harmless(damage.chunked(whole=True)),
    "chunked, cut between two": Scenario(damage.chunked(whole=False)),
    "wrong media type": Scenario(damage.wrongly_named("application/octet-stream")),
    "no media type": Scenario(damage.wrongly_named("")),
    "gzip that is zstd": Scenario(damage.wrongly_packed),
    "zstd that is bare": Scenario(damage.unpacked_on_the_way),
    "odd lines in the head": Scenario(damage.odd_head),
    "five hundred lines in the head": Scenario(damage.swollen_head),
    "no HTTP": Scenario(damage.no_http),
    "a good message under 202": Scenario(damage.other_status(202)),
    "a good message under 404": Scenario(damage.other_status(404)),
}

_ECHOES = {
    "every request twice": _harmless(echoes.asked_twice(first=False)),
    "every request twice, first answer": _harmless(echoes.asked_twice(first=True)),
    "an old push once more": _harmless(echoes.old_request_again),
    "an old answer instead": Scenario(echoes.old_answer, PATIENT),
    "an old answer, central not asked": Scenario(echoes.old_answer_only, PATIENT),
    "the answer to another question": Scenario(echoes.answer_to_another_question, PATIENT),
    "an old answer behind the answer": Scenario(echoes.answered_twice, PATIENT),
    "another batch's name": Scenario(echoes.told_otherwise(echoes.other_batch)),
    "another central's name": Scenario(echoes.told_otherwise(echoes.other_server)),
    "nobody's name": Scenario(echoes.told_otherwise(echoes.nobody)),
    "a number for a name": Scenario(echoes.told_otherwise(echoes.members_of_another_shape)),
    "half of the outcomes": _harmless(echoes.told_otherwise(echoes.half_the_outcomes)),
    "no outcome at all": _harmless(echoes.told_otherwise(echoes.no_outcomes)),
    "outcomes and rows shuffled": _harmless(echoes.told_otherwise(echoes.shuffled)),
    "outcomes and rows twice": _harmless(echoes.told_otherwise(echoes.doubled)),
    "outcomes nobody asked for": _harmless(echoes.told_otherwise(echoes.unasked_outcomes)),
    "outcomes of a later release": _harmless(echoes.told_otherwise(echoes.unknown_outcomes)),
    "members of a later release": _harmless(echoes.told_otherwise(echoes.unknown_members)),
}

_SEALED = {f"under TLS: {harm}": Scenario(harm=harm, often=0.5) for harm in Harm if harm}

SCENARIOS: Mapping[str, Scenario] = {**_LINE, **_STRANGERS, **_DAMAGE, **_ECHOES, **_SEALED}
