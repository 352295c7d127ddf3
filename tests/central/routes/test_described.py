"""The OpenAPI document says what the endpoints do, and needs nothing from elsewhere to be read."""

from __future__ import annotations

import msgspec
import pytest

from app.central.routes.described import openapi
from app.contract import endpoints
from tests.support.central import Central
from tests.support.wire_device import WireDevice

OF_A_RUN = [endpoints.HELLO, endpoints.PUSH, endpoints.PULL, endpoints.CLOSE, endpoints.LEFTOVERS]


def test_every_endpoint_is_described() -> None:
    said = openapi()["paths"]
    files = {f"{path}/{{id}}" for path in (endpoints.BUNDLES, endpoints.PARCELS)}
    files.add(f"{endpoints.GUIDES}/{{digest}}")
    messages = {endpoints.PAIR, endpoints.HELLO, endpoints.PUSH, endpoints.PULL, endpoints.CLOSE}
    messages |= {endpoints.LEFTOVERS, endpoints.HEALTH}
    assert set(said) == messages | files
    methods = {method for one in said.values() for method in one} - {"parameters"}
    assert methods == {"get", "post", "put"}


def test_every_reference_leads_somewhere() -> None:
    text = msgspec.json.encode(openapi()).decode()
    schemas = openapi()["components"]["schemas"]
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(schemas)
    assert {"Push", "WireChange", "WireRecord", "ProblemDetails", "PairedOperator"} <= names


def test_fields_are_described_as_they_travel() -> None:
    schemas = openapi()["components"]["schemas"]
    assert "from" in schemas["WireEdit"]["properties"]
    assert schemas["Push"]["properties"]["changes"]["items"] == {"$ref": "#/components/schemas/WireChange"}
    assert set(schemas["Push"]["required"]) == {"batch", "device", "epoch", "changes"}


@pytest.mark.parametrize("path", OF_A_RUN)
def test_every_described_status_belongs_to_the_endpoint(
    central: Central, device: WireDevice, path: str
) -> None:
    [method] = openapi()["paths"][path]
    described = openapi()["paths"][path][method]["responses"]
    nobody = central.request(method.upper(), path, params={"epoch": 1, "cursor": 0})
    garbled = device.send(method.upper(), path, content=b"?", params={"epoch": "x", "cursor": 0})
    for answer in (nobody, garbled):
        code = msgspec.json.decode(answer.content)["type"]
        assert code in described[str(answer.status_code)]["description"]


def test_the_page_is_whole_in_itself(central: Central) -> None:
    page = central.request("GET", "/schema")
    assert page.status_code == 200
    assert b"/v1/push" in page.content
    assert b"http" not in page.content.replace(b'"http"', b"")
    document = central.request("GET", "/schema/openapi.json")
    assert document.content == msgspec.json.encode(openapi())
