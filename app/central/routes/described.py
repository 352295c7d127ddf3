"""Central's OpenAPI document, made from the structs the wire is read with, and a plain page showing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Response, get

from app import __version__
from app.central.routes.watch import Health
from app.contract import endpoints, messages
from app.contract.bundle import Bundle, BundleStatus, GuidePart, Head, Parcel, ParcelPart
from app.contract.limits import MEDIA_TYPE, PROBLEM_TYPE

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Described:
    """One endpoint: what is asked, what is answered, or instead which problem codes, by status."""

    summary: str
    asked: type[messages.Message] | None
    answered: type[messages.Message]
    problems: Mapping[int, str]


_ALWAYS = {405: "method_not_allowed", 500: "internal", 503: "busy, central_halted"}
_ANY = {
    400: "body_unreadable, bad_request",
    413: "body_too_large, batch_too_large",
    415: "encoding_unknown",
    **_ALWAYS,
}
_DEVICE = {401: "unknown_token", 404: "unknown_commune", **_ANY}
_PULL = {400: "bad_request", 401: "unknown_token", 404: "unknown_commune", **_ALWAYS}

ENDPOINTS: Mapping[str, Described] = {
    endpoints.PAIR: Described(
        "Adopt a device with the code of a pairing sheet",
        messages.Pair,
        messages.Paired,
        {
            403: "bad_signature, code_unknown, code_used, code_expired, device_revoked",
            409: "wrong_commune, device_known, operator_known",
            429: "too_many_tries",
            **_ANY,
        },
    ),
    endpoints.HELLO: Described(
        "Open a run",
        messages.Hello,
        messages.Welcome,
        {
            409: "wrong_device, wrong_instance, store_went_back, protocol_too_old, protocol_too_new",
            **_DEVICE,
        },
    ),
    endpoints.PUSH: Described(
        "Send changes, oldest first",
        messages.Push,
        messages.Pushed,
        {409: "wrong_device, wrong_epoch", **_DEVICE},
    ),
    endpoints.PULL: Described(
        "Read the commune's feed",
        None,
        messages.Page,
        {403: "device_revoked", 409: "wrong_epoch, cursor_ahead", **_PULL},
    ),
    endpoints.CLOSE: Described(
        "Compare what both sides hold",
        messages.Close,
        messages.Closed,
        {403: "device_revoked", 409: "wrong_device, wrong_epoch, pull_first", **_DEVICE},
    ),
    endpoints.LEFTOVERS: Described(
        "Offer rows that a restore of central has lost",
        messages.Leftovers,
        messages.LeftoversTaken,
        {403: "device_revoked", 409: "wrong_device, wrong_epoch", **_DEVICE},
    ),
}

_OFFSET = {"name": "offset", "in": "query", "required": True, "schema": {"type": "integer", "minimum": 0}}
_BUCKETS = {
    "name": "buckets",
    "in": "query",
    "description": "Numbers of buckets with commas between: only their records are given",
    "schema": {"type": "string", "pattern": r"^\d{1,3}(,\d{1,3})*$"},
}
_FILE = {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string"}}}}

_WELL: Json = {"application/json": {"schema": {"$ref": "#/components/schemas/Health"}}}
_HEALTH: Json = {
    "summary": "Whether central answers and may be trusted; proves nothing about who it is",
    "responses": {
        "200": {"description": "Health", "content": _WELL},
        "503": {"description": "Not well, and why", "content": _WELL},
    },
}

FILES: Mapping[str, Mapping[str, Described]] = {
    endpoints.BUNDLES + "/{id}": {
        "get": Described("How far a bundle has come", None, BundleStatus, {404: "not_found", **_DEVICE}),
        "put": Described(
            "A part of a bundle, the bytes as they lie in the file",
            None,
            BundleStatus,
            {
                **_DEVICE,
                400: "bad_request, not_a_bundle, bundle_cut, bundle_altered, bundle_unreadable",
                403: "bundle_forged",
                404: "not_found, unknown_device",
                409: "bundle_not_ours, bundle_other_central",
                413: "batch_too_large, bundle_too_large",
                429: "too_many_bundles",
            },
        ),
    },
    endpoints.PARCELS + "/{id}": {
        "get": Described(
            "A piece of the parcel that answers a bundle", None, ParcelPart, {404: "not_found", **_PULL}
        )
    },
    endpoints.GUIDES + "/{digest}": {
        "get": Described(
            "A piece of a guide pack",
            None,
            GuidePart,
            {403: "device_revoked", **_PULL, 404: "not_found"},
        )
    },
}
"""Files in pieces, by path and method."""


@get("/schema/openapi.json", sync_to_thread=False)
def document() -> Response[bytes]:
    """The OpenAPI 3.1 document."""
    return Response(msgspec.json.encode(openapi()), media_type="application/json")


@get("/schema", sync_to_thread=False)
def reader() -> Response[str]:
    """The document as a page that needs nothing from elsewhere."""
    text = msgspec.json.format(msgspec.json.encode(openapi()), indent=2).decode()
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    html = (
        f"<!doctype html><meta charset=utf-8><title>diemtua central {__version__}</title><pre>{shown}</pre>"
    )
    return Response(html, media_type="text/html; charset=utf-8")


def openapi() -> Json:
    """The document; its schemas are the structs of `contract.messages`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Điểm Tựa central", "version": __version__},
        "paths": {path: _path(path, described) for path, described in ENDPOINTS.items()}
        | {path: _files(path, ways) for path, ways in FILES.items()}
        | {endpoints.HEALTH: {"get": _HEALTH}},
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas() -> Json:
    shapes = {shape for one in ENDPOINTS.values() for shape in (one.asked, one.answered) if shape}
    shapes |= {messages.WireChange, messages.ProblemDetails, Health}
    shapes |= {BundleStatus, ParcelPart, GuidePart, Bundle, Parcel, Head}
    ordered = sorted(shapes, key=lambda shape: shape.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template="#/components/schemas/{name}")
    # A batch keeps its changes raw, so that one bad change is refused alone; this is what they are.
    for batch in ("Push", "Bundle"):
        schemas[batch]["properties"]["changes"]["items"] = _ref(messages.WireChange)
    return schemas


def _path(path: str, one: Described) -> Json:
    said: Json = {"summary": one.summary, "responses": _responses(one)}
    if path != endpoints.PAIR:
        said["security"] = [{"device": []}]
    if one.asked is None:
        numbers = ("epoch", "cursor")
        shape = {"type": "integer", "minimum": 0}
        said["parameters"] = [{"name": n, "in": "query", "required": True, "schema": shape} for n in numbers]
        said["parameters"].append(_BUCKETS)
        return {"get": said}
    said["requestBody"] = {"required": True, "content": {MEDIA_TYPE: {"schema": _ref(one.asked)}}}
    return {"post": said}


def _files(path: str, ways: Mapping[str, Described]) -> Json:
    """The ways to deal with a file; where it is one piece of many, from which byte on."""
    name = path.rpartition("{")[2].removesuffix("}")
    said: Json = {
        "parameters": [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}}]
    }
    for method, one in ways.items():
        said[method] = {"summary": one.summary, "responses": _responses(one), "security": [{"device": []}]}
        if method == "put":
            said[method]["requestBody"] = _FILE
        if method == "put" or one.answered is not BundleStatus:
            said[method]["parameters"] = [_OFFSET]
    return said


def _responses(one: Described) -> Json:
    good = {"description": one.answered.__name__, "content": {MEDIA_TYPE: {"schema": _ref(one.answered)}}}
    trouble = {"content": {PROBLEM_TYPE: {"schema": _ref(messages.ProblemDetails)}}}
    return {"200": good} | {
        str(status): {"description": codes, **trouble} for status, codes in sorted(one.problems.items())
    }


def _ref(shape: type[messages.Message]) -> Json:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}
