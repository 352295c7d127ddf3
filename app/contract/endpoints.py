"""Where central answers. Paths only; what is said there is in `messages`."""

from __future__ import annotations

PAIR = "/v1/pair"
HELLO = "/v1/hello"
PUSH = "/v1/push"
PULL = "/v1/pull"
CLOSE = "/v1/close"
HEALTH = "/health"
