"""Where those who carry for us tell how it went: a browser that has shown a push, a provider of SMS."""

import hmac

from flask import Blueprint, Response, abort, request

from shell_app.guard import for_provider
from shell_app.notify.carrier import proof
from shell_app.notify.receipts import NoReceipt, read
from shell_app.portal import portal
from shell_app.records import deliveries

notify = Blueprint("notify", __name__)


@notify.post("/notices/arrived")
@for_provider
def arrived() -> Response:
    """A browser has shown a notice; only what was in the notice proves it, for nobody need be signed in."""
    here, delivery = portal(), request.form.get("delivery", "")
    if not hmac.compare_digest(proof(here.keyring, delivery).encode(), request.form.get("proof", "").encode()):
        abort(404)
    with here.database.writing() as connection:
        deliveries.arrived(connection, delivery, here.clock.now())
    return Response(status=204)


@notify.post("/notices/sms/<provider>")
@for_provider
def sms_receipt(provider: str) -> Response:
    """A provider tells that a message has been delivered, or cannot be."""
    here = portal()
    gateway = here.config.notices.sms.get(provider)
    try:
        key = gateway.receipt_key if gateway else ""
        receipt = read(key, request.headers.get("Signature", ""), request.get_data(), here.clock.now())
    except NoReceipt:
        abort(404)
    with here.database.writing() as connection:
        if receipt.status == "delivered":
            deliveries.confirm(connection, receipt.reference, provider, here.clock.now())
        else:
            deliveries.fail_after(connection, receipt.reference, provider)
    return Response(status=204)
