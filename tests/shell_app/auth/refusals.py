"""Every way an identity provider, or somebody between it and us, may misbehave (goals.md 2.4).

A row is a sentence, what is done to the provider before the browser begins, and the code of the refusal.
"""

import hmac
import json
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.hashes import SHA512
from joserfc.jwk import RSAKey
from werkzeug.wrappers import Response

from tests.shell_app.rogue import ABSENT, KEY, Rogue, as_json, encoded, signed

OTHER_KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "right"})
NOW = int(time.time())
SCRIPT = "<script>alert(1)</script>"


class Refusal(NamedTuple):
    sentence: str
    misbehave: Callable[[Rogue], Any]
    code: str


def claims(sentence: str, code: str, /, **changed: Any) -> Refusal:
    return Refusal(sentence, lambda rogue: rogue.claims.update(changed), code)


def header(sentence: str, code: str, /, **changed: Any) -> Refusal:
    return Refusal(sentence, lambda rogue: rogue.header.update(changed), code)


def answer(sentence: str, code: str, /, **changed: Any) -> Refusal:
    return Refusal(sentence, lambda rogue: rogue.answer.update(changed), code)


def metadata(sentence: str, code: str, /, **changed: Any) -> Refusal:
    return Refusal(sentence, lambda rogue: rogue.metadata.update(changed), code)


def instead(sentence: str, door: str, given: Callable[[], Response], code: str) -> Refusal:
    return Refusal(sentence, lambda rogue: rogue.instead.update({door: given}), code)


def keys(sentence: str, code: str, listed: list[Any]) -> Refusal:
    return Refusal(sentence, lambda rogue: setattr(rogue, "keys", listed), code)


def token(sentence: str, code: str, make: Callable[[dict[str, Any], dict[str, Any]], str]) -> Refusal:
    return Refusal(sentence, lambda rogue: setattr(rogue, "make_token", make), code)


def person(sentence: str, code: str, number: str) -> Refusal:
    return Refusal(sentence, lambda rogue: setattr(rogue, "pid", number), code)


def slow() -> Response:
    def drip() -> Any:
        for _ in range(20):
            time.sleep(0.1)
            yield b" "

    return Response(drip(), mimetype="application/json")


def silent() -> Response:
    time.sleep(0.8)
    return as_json({})


def unsigned(head: dict[str, Any], body: dict[str, Any]) -> str:
    return f"{encoded(json.dumps({**head, 'alg': 'none'}))}.{encoded(json.dumps(body))}."


def by_public_key(head: dict[str, Any], body: dict[str, Any]) -> str:
    """The trick of using a public key as if it were a shared secret."""
    message = f"{encoded(json.dumps({**head, 'alg': 'HS256'}))}.{encoded(json.dumps(body))}"
    return f"{message}.{encoded(hmac.digest(KEY.as_pem(private=False), message.encode(), sha256))}"


def altered(head: dict[str, Any], body: dict[str, Any]) -> str:
    first, _, last = signed(head, body).split(".")
    return f"{first}.{encoded(json.dumps({**body, 'pid': '02898612069'}))}.{last}"


def twice_in_claims(head: dict[str, Any], body: dict[str, Any]) -> str:
    return signed(head, json.dumps(body)[:-1] + ', "pid": "02898612069"}')


def twice_in_header(head: dict[str, Any], body: dict[str, Any]) -> str:
    rest = signed(head, body).split(".")[1:]
    return ".".join([encoded(json.dumps(head)[:-1] + ', "alg": "none"}'), *rest])


ANSWERS = [
    answer("The answer has no state", "answer-state", state=ABSENT),
    answer("The answer has another's state", "answer-state", state="x" * 43),
    answer(
        "The answer is in the address's fragment, which never reaches us",
        "answer-state",
        state=ABSENT,
        code=ABSENT,
        iss=ABSENT,
    ),
    answer("The answer comes from another provider (mix-up)", "answer-issuer", iss="https://other.example"),
    answer("The answer does not say who it is from", "answer-issuer", iss=ABSENT),
    answer("The answer has neither code nor error", "answer-code", code=ABSENT),
    answer("The code is empty", "answer-code", code=""),
    answer("The state stands twice", "answer-repeats", state=["x", "y"]),
    answer("The code stands twice", "answer-repeats", code=["x", "y"]),
    answer("The person stopped", "cancelled", error="access_denied"),
    answer(
        "The provider tells of an error, with script in its words",
        "answer-error",
        error=SCRIPT,
        error_description=SCRIPT,
    ),
]
DOORS = [
    instead(
        "The code is not known any more",
        "token",
        lambda: as_json({"error": "invalid_grant"}, 400),
        "provider-refused-code",
    ),
    instead(
        "The code is refused with script in the words",
        "token",
        lambda: as_json({"error": SCRIPT}, 400),
        "provider-refused-code",
    ),
    instead("The token door is broken", "token", lambda: Response("", 500), "provider-failed"),
    instead("The token door has too much to do", "token", lambda: Response("", 429), "provider-failed"),
    instead("The token door says nothing", "token", silent, "provider-unreachable"),
    instead("The token door answers drop by drop", "token", slow, "provider-too-slow"),
    instead(
        "The token door answers with a web page",
        "token",
        lambda: Response(SCRIPT, mimetype="text/html"),
        "provider-answer-not-json",
    ),
    instead(
        "The token door leads elsewhere",
        "token",
        lambda: Response("", 302, {"Location": "http://127.0.0.1:1/"}),
        "provider-redirects",
    ),
    instead("The answer holds no token", "token", lambda: as_json({"access_token": "x"}), "token-missing"),
    instead("The token is no text", "token", lambda: as_json({"id_token": {"pid": "14838831150"}}), "token-missing"),
    instead("The answer is a list", "token", lambda: as_json([1]), "provider-answer-not-json"),
    instead(
        "The answer says the token twice",
        "token",
        lambda: Response('{"id_token": "a", "id_token": "b"}', mimetype="application/json"),
        "provider-answer-not-json",
    ),
    instead(
        "The answer is enormous", "token", lambda: as_json({"id_token": "x" * 300_000}), "provider-answer-too-large"
    ),
    instead(
        "The answer nests without end",
        "token",
        lambda: Response("[" * 100_000, mimetype="application/json"),
        "provider-answer-not-json",
    ),
    instead(
        "The question is refused", "par", lambda: as_json({"error": "invalid_client"}, 401), "provider-refused-question"
    ),
    instead("The question is taken but gets no name", "par", lambda: as_json({}, 201), "provider-refused-question"),
    instead("The question's door is broken", "par", lambda: Response("", 503), "provider-failed"),
    instead(
        "The provider says nothing about itself",
        ".well-known/openid-configuration",
        lambda: as_json({}, 404),
        "provider-metadata",
    ),
    metadata("The provider speaks for another issuer", "provider-issuer", issuer="https://other.example"),
    metadata(
        "The provider has no door for pushed questions",
        "provider-metadata",
        pushed_authorization_request_endpoint=ABSENT,
    ),
    metadata("The token door is not behind TLS", "provider-address", token_endpoint="http://provider.example/token"),
    metadata("The keys lie in a file", "provider-address", jwks_uri="file:///etc/passwd"),
    metadata(
        "The question's door has somebody's password in its address",
        "provider-address",
        pushed_authorization_request_endpoint="https://a:b@provider.example/par",
    ),
]
KEYS = [
    keys("There are no keys", "provider-keys", []),
    keys("There are a hundred keys", "provider-keys", [KEY.as_dict(private=False)] * 100),
    keys("There are a thousand keys", "provider-answer-too-large", [KEY.as_dict(private=False)] * 1000),
    keys("There is no key of that name", "token-unknown-key", [{**KEY.as_dict(private=False), "kid": "other"}]),
    keys("The key is for encryption", "token-unknown-key", [{**KEY.as_dict(private=False), "use": "enc"}]),
    keys("The key is a shared secret", "token-unknown-key", [{"kty": "oct", "k": "c2VjcmV0", "kid": "right"}]),
    keys("The key is no key", "token-unknown-key", [{"kty": "RSA", "kid": "right"}]),
    instead("The keys' door is broken", "jwks", lambda: Response("", 500), "provider-failed"),
    instead("The keys' door says nothing", "jwks", silent, "provider-unreachable"),
    instead("The keys are no list", "jwks", lambda: as_json({"keys": "right"}), "provider-keys"),
]
SIGNATURES = [
    token("Nobody signed", "token-algorithm", unsigned),
    token("Signed with the public key as a secret", "token-algorithm", by_public_key),
    token(
        "Signed with an algorithm we do not take",
        "token-algorithm",
        lambda head, body: signed({**head, "alg": "RS512"}, body, hash=SHA512),
    ),
    token(
        "Signed with another algorithm than the key is for",
        "token-algorithm",
        lambda head, body: signed({**head, "alg": "PS256"}, body),
    ),
    token("Signed by somebody else", "token-signature", lambda head, body: signed(head, body, OTHER_KEY)),
    token("Changed after it was signed", "token-signature", altered),
    token(
        "The signature is missing", "token-signature", lambda head, body: signed(head, body).rpartition(".")[0] + "."
    ),
    header("The key is not named", "token-kid", kid=ABSENT),
    header("The key's name is a number", "token-kid", kid=1),
    header("Another key is named", "token-unknown-key", kid="other"),
    header("The token points to its own key by address", "token-brings-key", jku="https://evil.example/jwks"),
    header("The token points to its own certificate by address", "token-brings-key", x5u="https://evil.example/cert"),
    header("The token brings its own key", "token-brings-key", jwk=OTHER_KEY.as_dict(private=False)),
    header("The token brings its own certificate", "token-brings-key", x5c=["MIIB"]),
    token(
        "The token asks for rules we do not know",
        "token-brings-key",
        lambda head, body: (
            f"{encoded(json.dumps({**head, 'crit': ['b64'], 'b64': False}))}.{encoded(json.dumps(body))}.{encoded('x')}"
        ),
    ),
    header("A logout token stands in for an id token", "token-type", typ="logout+jwt"),
    header("An access token stands in for an id token", "token-type", typ="at+jwt"),
]
SHAPES = [
    token(
        "The token is larger than any", "token-shape", lambda head, body: signed(head, {**body, "more": "x" * 17_000})
    ),
    token("The token has four parts", "token-shape", lambda head, body: signed(head, body) + ".x"),
    token("The token has one part", "token-shape", lambda head, body: "x"),
    token("The token is no base64", "token-shape", lambda head, body: "%%.%%.%%"),
    token("The claims are a list", "token-shape", lambda head, body: signed(head, "[1]")),
    token("The claims are no JSON", "token-shape", lambda head, body: signed(head, "pid=14838831150")),
    token("A claim stands twice", "token-shape", twice_in_claims),
    token("The algorithm stands twice", "token-shape", twice_in_header),
    token(
        "A claim is not a number",
        "token-shape",
        lambda head, body: signed(head, json.dumps({**body, "exp": float("nan")})),
    ),
]
CLAIMS = [
    claims("From another provider", "token-issuer", iss="https://other.example"),
    claims("From nobody", "token-issuer", iss=ABSENT),
    claims("For another client", "token-audience", aud="other-client"),
    claims("For us and another", "token-audience", aud=["helsevei-test", "other-client"]),
    claims("For nobody", "token-audience", aud=ABSENT),
    claims("Asked for by another client", "token-audience", azp="other-client"),
    claims("Run out more than a minute ago", "token-times", exp=NOW - 3600),
    claims("Never runs out", "token-times", exp=ABSENT),
    claims("Runs out on a text", "token-times", exp="tomorrow"),
    claims("Runs out on a truth", "token-times", exp=True),
    claims("Runs out beyond all calendars", "token-times", exp=10**30),
    claims("Made in the future", "token-times", iat=NOW + 3600),
    claims("Made at no time", "token-times", iat=ABSENT),
    claims("No nonce", "token-nonce", nonce=ABSENT),
    claims("Another's nonce", "token-nonce", nonce="x" * 43),
    claims("No level of assurance", "token-acr", acr=ABSENT),
    claims("Too low a level of assurance", "token-acr", acr="idporten-loa-substantial"),
    claims("A level nobody knows", "token-acr", acr="idporten-loa-highest"),
    claims("Several levels", "token-acr", acr=["idporten-loa-high"]),
    claims("No session's name", "token-sid", sid=ABSENT),
    claims("A session's name that is none", "token-sid", sid=""),
    claims("A session's name without end", "token-sid", sid="x" * 300),
    claims("No name for the person", "token-sub", sub=ABSENT),
    claims("No national number", "token-pid", pid=ABSENT),
    claims("A national number with a wrong check digit", "token-pid", pid="14838831151"),
    claims("A national number as a number", "token-pid", pid=14838831150),
    claims("A national number in other digits", "token-pid", pid="١٤٨٣٨٨٣١١٥٠"),
    claims("A number that may be somebody's, in a trial", "real-person-in-trial", pid="13097248022"),
    claims(
        "It tells of a sign-out", "token-is-logout", events={"http://schemas.openid.net/event/backchannel-logout": {}}
    ),
]
PEOPLE = [
    person("Somebody the register does not know", "unknown-person", "03881294302"),
    person("Somebody who is dead", "dead-person", "09890995532"),
    person("A child of eight", "too-young", "11821892017"),
    person("One who turns thirteen tomorrow", "too-young", "24911396595"),
]
ALL = [*ANSWERS, *DOORS, *KEYS, *SIGNATURES, *SHAPES, *CLAIMS, *PEOPLE]
