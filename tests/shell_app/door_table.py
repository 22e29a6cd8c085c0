"""Every door of the shell and what each kind of visitor gets at it; a new door must join."""

LITEN, RASK, BITTE, STOR, LITEN_FURU = "14838831150", "02898612069", "19862291037", "21908316069", "05852092558"
GIVER, HOLDER = "01924417060", "26828136150"
NOBODY_YET, BASIS, YOUTH, INACTIVE = "31889639094", "53867918120", "23911391589", "04843920050"

KINDS = ("visitor", "expired", "newcomer", "basis", "full", "youth", "parent", "inactive")
EVERYBODY = dict.fromkeys(KINDS, 200)
SIGNED_IN = {**EVERYBODY, "visitor": 401, "expired": 401}
CHOSEN = {**SIGNED_IN, "newcomer": 303}
AWAY = dict.fromkeys(KINDS, 303)
CHOSE = {**SIGNED_IN, "newcomer": 403, "inactive": 403}
DO = ("basis", "full", "youth", "parent")
WRITERS = {**CHOSE, "basis": 403}
NOTHING_GIVEN = {**CHOSE, **dict.fromkeys(DO, 422)}
ADULTS = {**CHOSE, "parent": 404}
GROWN_UPS = {**ADULTS, "youth": 403}
OWN_CHOICE = {**SIGNED_IN, "youth": 403, "inactive": 403}
GOES_ON = {**AWAY, "visitor": 401, "expired": 401}

TABLE: dict[str, tuple[str, str, dict[str, int]]] = {
    "auth.begin": ("GET", "/mine/sign-in", AWAY),
    "auth.back": ("GET", "/mine/signed-in", dict.fromkeys(KINDS, 403)),
    "auth.sign_out": ("POST", "/mine/sign-out", GOES_ON),
    "auth.goodbye": ("GET", "/mine/signed-out", EVERYBODY),
    "auth.ended_in_frame": ("GET", "/mine/signed-out-at-provider", EVERYBODY),
    "auth.ended_by_token": ("POST", "/mine/signed-out-by-provider", dict.fromkeys(KINDS, 400)),
    "passkey.ask": ("GET", "/mine/nb/passkey", EVERYBODY),
    "passkey.enter": ("POST", "/mine/nb/passkey", dict.fromkeys(KINDS, 403)),
    "passkey.script": ("GET", "/mine/passkey.js", EVERYBODY),
    "acting.act_for": ("POST", "/mine/act-for", GOES_ON),
    "bell.overview": ("GET", "/mine/nb/notices", CHOSEN),
    "bell.open": ("POST", "/mine/nb/notices", GOES_ON),
    "notify.arrived": ("POST", "/mine/notices/arrived", dict.fromkeys(KINDS, 404)),
    "notify.sms_receipt": ("POST", "/mine/notices/sms/first", dict.fromkeys(KINDS, 404)),
    "push.script": ("GET", "/mine/notice-settings/push.js", EVERYBODY),
    "push.turn_on": (
        "POST",
        "/mine/nb/notice-settings/push",
        {**ADULTS, **dict.fromkeys(("basis", "full"), 404), "youth": 404},
    ),
    "push.turn_off": (
        "POST",
        "/mine/nb/notice-settings/push/off",
        {**ADULTS, **dict.fromkeys(("basis", "full"), 404), "youth": 404},
    ),
    "push.sent": ("GET", "/mine/nb/notice-settings/sent", ADULTS),
    "consent.choose": ("GET", "/mine/nb/how-to-use", SIGNED_IN),
    "consent.chosen": ("POST", "/mine/nb/how-to-use", {**SIGNED_IN, **dict.fromkeys(KINDS[2:], 422)}),
    "front.overview": ("GET", "/mine/nb/", CHOSEN),
    "use-and-access.overview": ("GET", "/mine/nb/use-and-access", {**SIGNED_IN, "inactive": 403}),
    "use-and-access.sign_ins": ("GET", "/mine/nb/use-and-access/sign-ins", {**SIGNED_IN, "inactive": 403}),
    "use-and-access.end_sign_in": (
        "POST",
        "/mine/nb/use-and-access/sign-ins",
        {**SIGNED_IN, **dict.fromkeys(KINDS[2:], 404), "inactive": 403},
    ),
    "use-and-access.download": (
        "GET",
        "/mine/nb/use-and-access/log.json",
        {**SIGNED_IN, "inactive": 403, "parent": 404},
    ),
    "use-and-access.check": ("GET", "/mine/nb/use-and-access/check", {**SIGNED_IN, "inactive": 403, "parent": 404}),
    "use-and-access.anchors": ("GET", "/mine/usage-log/anchors.json", EVERYBODY),
    "use-and-access.script": ("GET", "/mine/usage-log/proof.js", EVERYBODY),
    "use-and-access.allowed": ("GET", "/mine/nb/use-and-access/permissions", {**SIGNED_IN, "inactive": 403}),
    "use-and-access.end_permission": (
        "POST",
        "/mine/nb/use-and-access/permissions",
        {**SIGNED_IN, **dict.fromkeys(KINDS[2:], 404), "inactive": 403},
    ),
    "passkeys.overview": ("GET", "/mine/nb/use-and-access/passkeys", {**SIGNED_IN, "inactive": 403, "parent": 404}),
    "passkeys.make": (
        "POST",
        "/mine/nb/use-and-access/passkeys",
        {**SIGNED_IN, **dict.fromkeys(KINDS[2:], 404), "inactive": 403},
    ),
    "passkeys.end": (
        "POST",
        "/mine/nb/use-and-access/passkeys/end",
        {**SIGNED_IN, **dict.fromkeys(KINDS[2:], 404), "inactive": 403},
    ),
    "emergency-block.overview": ("GET", "/mine/nb/use-and-access/emergency-block", SIGNED_IN),
    "emergency-block.shut": ("POST", "/mine/nb/use-and-access/emergency-block", GOES_ON),
    "emergency-block.done": ("GET", "/mine/nb/use-and-access/emergency-block/done", EVERYBODY),
    "emergency-block.open_again": (
        "POST",
        "/mine/nb/use-and-access/emergency-block/open",
        {**SIGNED_IN, **dict.fromkeys(KINDS[2:], 404)},
    ),
    "proxies.overview": ("GET", "/mine/nb/proxies", GROWN_UPS),
    "proxies.plan": ("POST", "/mine/nb/proxies/give", {**GROWN_UPS, "basis": 422, "full": 422}),
    "proxies.given": ("POST", "/mine/nb/proxies/given", {**GROWN_UPS, "basis": 400, "full": 400}),
    "proxies.one": ("GET", "/mine/nb/proxies/nothing", {**GROWN_UPS, "basis": 404, "full": 404}),
    "proxies.confirm": ("POST", "/mine/nb/proxies/nothing/confirm", {**GROWN_UPS, "basis": 404, "full": 404}),
    "proxies.end": ("POST", "/mine/nb/proxies/nothing/end", {**GROWN_UPS, "basis": 404, "full": 404}),
    "proxies.end_all": ("POST", "/mine/nb/proxies/end-all", {**GROWN_UPS, "basis": 303, "full": 303}),
    "privacy-settings.overview": ("GET", "/mine/nb/privacy-settings", OWN_CHOICE),
    "privacy-settings.use": ("GET", "/mine/nb/privacy-settings/use", OWN_CHOICE),
    "privacy-settings.planned": ("GET", "/mine/nb/privacy-settings/use/planned?level=basis", OWN_CHOICE),
    "privacy-settings.change": (
        "POST",
        "/mine/nb/privacy-settings/use",
        {kind: 400 if got == 200 else got for kind, got in OWN_CHOICE.items()},
    ),
    "privacy-settings.let_child_use": (
        "POST",
        "/mine/nb/privacy-settings/child",
        {kind: 404 if got == 200 else got for kind, got in OWN_CHOICE.items()},
    ),
    "privacy-settings.settings": ("GET", "/mine/nb/privacy-settings/research", OWN_CHOICE),
    "privacy-settings.choice": ("GET", "/mine/nb/privacy-settings/choice/screening?value=closed", OWN_CHOICE),
    "privacy-settings.choose": (
        "POST",
        "/mine/nb/privacy-settings/choice/screening",
        {kind: 404 if got == 200 else got for kind, got in OWN_CHOICE.items()},
    ),
    "own-use.overview": ("GET", "/mine/nb/privacy-settings/own-use", {**CHOSEN, "youth": 404, "parent": 404}),
    "own-use.stop": (
        "POST",
        "/mine/nb/privacy-settings/own-use/stop",
        {kind: 303 if got == 200 else got for kind, got in {**OWN_CHOICE, "parent": 404}.items()},
    ),
    "own-use.begin": (
        "POST",
        "/mine/nb/privacy-settings/own-use/begin",
        {**CHOSEN, **dict.fromkeys(DO, 404), "inactive": 303},
    ),
    "contact-information.overview": ("GET", "/mine/nb/contact-information", CHOSE),
    "contact-information.add_kin": ("POST", "/mine/nb/contact-information/kin", NOTHING_GIVEN),
    "contact-information.add_employer": ("POST", "/mine/nb/contact-information/employers", NOTHING_GIVEN),
    "contact-information.remove": ("POST", "/mine/nb/contact-information/remove", {**CHOSE, **dict.fromkeys(DO, 404)}),
    "contact-information.save_needs": (
        "POST",
        "/mine/nb/contact-information/needs",
        {**CHOSE, **dict.fromkeys(DO, 303)},
    ),
    "contact-information.save_account": (
        "POST",
        "/mine/nb/contact-information/account",
        {**CHOSE, **dict.fromkeys(DO, 303)},
    ),
    "inbox.overview": ("GET", "/mine/nb/inbox", CHOSE),
    "inbox.conversation": ("GET", "/mine/nb/inbox/none", {**CHOSE, **dict.fromkeys(DO, 404)}),
    "inbox.document": ("GET", "/mine/nb/inbox/none/none", {**CHOSE, **dict.fromkeys(DO, 404)}),
    "inbox.download": ("GET", "/mine/nb/inbox/none/none/download", {**CHOSE, **dict.fromkeys(DO, 404)}),
    "inbox-writing.overview": ("GET", "/mine/nb/inbox/write", WRITERS),
    "inbox-writing.letter": ("GET", "/mine/nb/inbox/write/none", {**WRITERS, "full": 404, "youth": 404, "parent": 404}),
    "inbox-writing.hand_in": (
        "POST",
        "/mine/nb/inbox/write/none",
        {**WRITERS, "full": 404, "youth": 404, "parent": 404},
    ),
    "inbox-writing.answer": (
        "POST",
        "/mine/nb/inbox/none/answer",
        {**WRITERS, "full": 404, "youth": 404, "parent": 404},
    ),
    "inbox-writing.decline": (
        "POST",
        "/mine/nb/inbox/none/decline",
        {**WRITERS, "full": 404, "youth": 404, "parent": 404},
    ),
    "inbox-writing.script": ("GET", "/mine/inbox/write.js", EVERYBODY),
    "fhir.token": ("POST", "/mine/senders/token", dict.fromkeys(KINDS, 400)),
    "fhir.hand_in": ("POST", "/mine/fhir/Communication", dict.fromkeys(KINDS, 401)),
    "fhir.one": ("GET", "/mine/fhir/Communication/none", dict.fromkeys(KINDS, 401)),
    "fhir.written_to_me": ("GET", "/mine/fhir/Communication", dict.fromkeys(KINDS, 401)),
    "fhir.what_is_closed": ("POST", "/mine/fhir/Consent/_search", dict.fromkeys(KINDS, 401)),
    "fhir.document": ("GET", "/mine/fhir/Binary/none", dict.fromkeys(KINDS, 401)),
    "fhir.metadata": ("GET", "/mine/fhir/metadata", EVERYBODY),
    "fhir.smart": ("GET", "/mine/fhir/.well-known/smart-configuration", EVERYBODY),
    "fhir.openapi": ("GET", "/mine/fhir/openapi.json", EVERYBODY),
    "inbox.put_away": ("POST", "/mine/nb/inbox/none", {**CHOSE, **dict.fromkeys(DO, 404)}),
    "search.page": ("GET", "/nb/search.html?q=astma", EVERYBODY),
    "search.data": ("GET", "/nb/search.json?q=astma", EVERYBODY),
    "notice-settings.overview": ("GET", "/mine/nb/notice-settings", ADULTS),
    "notice-settings.save": ("POST", "/mine/nb/notice-settings", {**NOTHING_GIVEN, "parent": 404}),
}
"""Endpoint: method, address, and what each kind of visitor gets. Signed in nothing opens before consent is chosen."""

WITH_EID = {
    "proxies.plan",
    "proxies.given",
    "proxies.confirm",
    "privacy-settings.change",
    "privacy-settings.let_child_use",
    "privacy-settings.choose",
    "own-use.stop",
    "own-use.begin",
    "contact-information.save_account",
    "passkeys.make",
    "emergency-block.open_again",
    "inbox-writing.decline",
}
"""What a passkey does not open."""
WHEN_SHUT = {"auth.sign_out": 303, "emergency-block.overview": 200, "emergency-block.open_again": 422}
"""All that asks who it is and still answers those who have shut their portal; the rest sends them to the second."""
NEVER_BY_PROXY = {
    "own-use",
    "use-and-access",
    "passkeys",
    "proxies",
    "privacy-settings",
    "contact-information",
    "notice-settings",
    "push.sent",
}
OPEN_PARTS = {"use-and-access.anchors", "use-and-access.script"}


def expected_of(endpoint: str, kind: str) -> int:
    """What the table says; by passkey all that an eID opens but WITH_EID, by proxy none of the settings, and to whoever
    has shut their portal nothing that asks who it is but WHEN_SHUT."""
    row = TABLE[endpoint][2]
    if kind == "shut":
        asks = row["visitor"] == 401 and not endpoint.startswith("fhir.")
        return WHEN_SHUT.get(endpoint, 303 if asks else row["visitor"])
    if kind == "passkey":
        return 403 if endpoint in WITH_EID else row["full"]
    if kind == "proxy":
        own = {endpoint, endpoint.partition(".")[0]} & NEVER_BY_PROXY and endpoint not in OPEN_PARTS
        return 404 if own else row["full"]
    return row[kind]
