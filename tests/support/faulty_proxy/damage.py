"""Central's own answer, damaged on the way: cut short, bits turned, sizes and names that lie."""

from __future__ import annotations

from app.contract.coding import unpack
from tests.support.faulty_proxy.answers import Answer
from tests.support.faulty_proxy.proxy import Call, Fault


def cut_short(encoding: str) -> Fault:
    """Part of the body under a true size, so that nothing but the content tells."""

    def fault(call: Call) -> None:
        answer = call.ask().packed(encoding)
        call.say(answer.with_body(answer.body[: call.rng.randrange(len(answer.body))]))

    return fault


def turned_bit(encoding: str) -> Fault:
    """One bit of a packed body; both ways of packing carry a checksum."""

    def fault(call: Call) -> None:
        answer = call.ask().packed(encoding)
        call.say(answer.with_body(_turned(call, answer.body)))

    return fault


def turned_mark(call: Call) -> None:
    """A bit of a bare body where it cannot be read over: a quote, a colon, a brace.

    A bit inside a value of a bare body is the business of TLS, which breaks off the connection: `sealed_line`.
    """
    answer = call.ask().packed("")
    marks = [place for place, byte in enumerate(answer.body) if byte in b'{}[]":']
    body = bytearray(answer.body)
    body[call.rng.choice(marks)] ^= 0x80
    call.say(answer.with_body(bytes(body)))


def as_central_packs(call: Call) -> None:
    """One bit of the body as central itself packed it, where it did."""
    answer = call.ask()
    packed = answer if answer.encoding else answer.packed("zstd")
    call.say(packed.with_body(_turned(call, packed.body)))


def lying_size(more: int) -> Fault:
    """A body longer or shorter than its head says; then the connection ends."""

    def fault(call: Call) -> None:
        answer = call.ask()
        size = max(0, len(answer.body) + more)
        call.say(answer.with_headers(**{"content-length": str(size)}))
        call.hang_up()

    return fault


def lying_size_kept(call: Call) -> None:
    """A body longer than its head says on a connection that stays: the rest would be read as the next answer."""
    answer = call.ask()
    call.say(answer.with_headers(**{"content-length": str(len(answer.body) // 2)}))


def chunked(*, whole: bool) -> Fault:
    """In chunks, as gateways like to send it; or cut off between two of them."""

    def fault(call: Call) -> None:
        answer = call.ask()
        head = (
            answer.with_body(b"").with_headers(**{"content-length": "", "transfer-encoding": "chunked"}).raw
        )
        half = max(1, len(answer.body) // 2)
        call.say(
            head + _chunk(answer.body[:half]) + (_chunk(answer.body[half:]) + b"0\r\n\r\n" if whole else b"")
        )
        if not whole:
            call.hang_up()

    return fault


def wrongly_named(media: str) -> Fault:
    """The right body under another media type."""

    def fault(call: Call) -> None:
        call.say(call.ask().with_headers(**{"content-type": media}))

    return fault


def wrongly_packed(call: Call) -> None:
    """The head says gzip, the body is zstd."""
    call.say(call.ask().packed("zstd").with_headers(**{"content-encoding": "gzip"}))


def unpacked_on_the_way(call: Call) -> None:
    """A gateway opens the body and forgets to say so: the head still speaks of zstd."""
    answer = call.ask()
    plain = unpack(answer.body, answer.encoding)
    call.say(answer.with_body(plain).with_headers(**{"content-encoding": "zstd"}))


def odd_head(call: Call) -> None:
    """Lines no parser expects, among them control bytes and names without an end."""
    first, _, rest = call.ask().raw.partition(b"\r\n")
    call.say(first + b"\r\nX-\xff\xfe\x01: \x00\x7f\r\n: nameless\r\nno colon at all\r\n" + rest)


def swollen_head(call: Call) -> None:
    """More lines than any server sends."""
    first, _, rest = call.ask().raw.partition(b"\r\n")
    call.say(first + b"\r\n" + b"".join(b"X-%d: x\r\n" % n for n in range(500)) + rest)


def no_http(call: Call) -> None:
    """Not HTTP at all."""
    call.ask()
    call.say(call.rng.randbytes(200))
    call.hang_up()


def other_status(status: int) -> Fault:
    """A good message under a status that is none for it."""

    def fault(call: Call) -> None:
        answer = call.ask()
        call.say(Answer(status, answer.headers, answer.body))

    return fault


def _turned(call: Call, body: bytes) -> bytes:
    turned = bytearray(body)
    turned[call.rng.randrange(len(turned))] ^= 1 << call.rng.randrange(8)
    return bytes(turned)


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data) if data else b""
