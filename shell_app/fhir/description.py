"""What the addresses for senders are, for machines: OpenAPI 3.1, FHIR's CapabilityStatement, SMART's configuration."""

from datetime import datetime
from typing import Any

from shell_app.enclosing import ENDINGS
from shell_app.fhir.choices import PATIENT
from shell_app.fhir.outcome import MEDIA_TYPE
from shell_app.senders.proof import SCOPE, SIGNED_BY

BASE = "/mine/fhir"
TOKEN = "/mine/senders/token"
OUTCOMES = {
    "400": "It is no JSON object, or the Idempotency-Key is missing.",
    "401": "The token is missing or has run out.",
    "413": "It is too large.",
    "415": "It is no FHIR JSON.",
    "422": "It is no message that can be taken, or the person is not reached here: the issue says where to send it.",
    "429": "Too many calls; Retry-After says how long to wait.",
    "500": "A fault of ours; send it again later with the same key.",
}


def openapi(address: str) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Helsevei for senders",
            "version": "1",
            "description": "Messages and letters to citizens' inboxes, and what citizens write back.",
        },
        "servers": [{"url": address}],
        "paths": {
            TOKEN: {"post": _token()},
            f"{BASE}/Communication": {"post": _hand_in(), "get": _written_to_me()},
            f"{BASE}/Communication/{{id}}": {"get": _one()},
            f"{BASE}/Consent/_search": {"post": _what_is_closed()},
            f"{BASE}/Binary/{{id}}": {"get": _document()},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {name: _resource(name) for name in ("Communication", "Consent", "OperationOutcome")},
        },
    }


def capabilities(address: str, now: datetime) -> dict[str, Any]:
    interactions = [{"code": code} for code in ("create", "read", "search-type")]
    consent = {"type": "Consent", "interaction": interactions[2:]}
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": now.date().isoformat(),
        "kind": "instance",
        "implementation": {"description": "Helsevei for senders", "url": f"{address}{BASE}"},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "resource": [
                    {"type": "Communication", "interaction": interactions},
                    consent,
                    {"type": "Binary", "interaction": [{"code": "read"}]},
                ],
            }
        ],
    }


def smart_configuration(address: str) -> dict[str, Any]:
    return {
        "token_endpoint": f"{address}{TOKEN}",
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": SIGNED_BY,
        "scopes_supported": [SCOPE],
        "capabilities": ["client-confidential-asymmetric", "permission-v2"],
    }


def _token() -> dict[str, Any]:
    names = ("grant_type", "client_assertion_type", "client_assertion", "scope")
    form = {"type": "object", "required": list(names), "properties": {name: {"type": "string"} for name in names}}
    return {
        "summary": "A token of five minutes for an assertion signed by the sender's key",
        "security": [],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {
            "200": {"description": "access_token, token_type, expires_in, scope"},
            "400": {"description": "Refused; error_description says why."},
        },
    }


def _hand_in() -> dict[str, Any]:
    of_key = {"type": "string", "minLength": 16, "maxLength": 128}
    key = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": of_key}
    return {
        "summary": "A message, letter or receipt into somebody's inbox",
        "security": [{"token": []}],
        "parameters": [key],
        "requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": _of("Communication")}}},
        "responses": {
            "201": {"description": "It is in the inbox.", "content": {MEDIA_TYPE: {"schema": _of("Communication")}}},
            "200": {"description": "It was in the inbox already: this key has been used for it."},
            **_problems("400", "401", "413", "415", "422", "429", "500"),
        },
    }


def _written_to_me() -> dict[str, Any]:
    told = "The id of the last one you have."
    after = {"name": "after", "in": "query", "schema": {"type": "string"}, "description": told}
    return {
        "summary": "What citizens wrote to you, the oldest first, 50 at a time",
        "security": [{"token": []}],
        "parameters": [after],
        "responses": {"200": {"description": "A Bundle; its link next goes on from there."}, **_problems("401", "429")},
    }


def _one() -> dict[str, Any]:
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "summary": "Whether a message you handed in is here",
        "security": [{"token": []}],
        "parameters": [id],
        "responses": {"200": {"description": "It is."}, "404": {"description": "It is not."}, **_problems("401")},
    }


def _what_is_closed() -> dict[str, Any]:
    form = {"type": "object", "required": [PATIENT], "properties": {PATIENT: {"type": "string"}}}
    return {
        "summary": "What somebody has closed about their data, of what binds you",
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {"200": {"description": "Consents that permit or deny."}, **_problems("400", "401", "429")},
    }


def _document() -> dict[str, Any]:
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    kinds: dict[str, dict[str, Any]] = {kind: {} for kind in ENDINGS}
    return {
        "summary": "A document that a citizen sent along with a message to you",
        "security": [{"token": []}],
        "parameters": [id],
        "responses": {
            "200": {"description": "Its bytes.", "content": kinds},
            "404": {"description": "None of this id was sent to you."},
            **_problems("401"),
        },
    }


def _problems(*statuses: str) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": _of("OperationOutcome")}}
    return {status: {"description": OUTCOMES[status], "content": content} for status in statuses}


def _of(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _resource(name: str) -> dict[str, Any]:
    """FHIR's own definitions say the rest."""
    return {
        "type": "object",
        "required": ["resourceType"],
        "properties": {"resourceType": {"const": name}},
        "externalDocs": {"url": f"https://hl7.org/fhir/R4/{name.lower()}.html"},
    }
