"""«Why do I not see this?»: each reason in words, with what one can do about it, for the interface's languages."""

from typing import NamedTuple

from shell_app.access.decision import Decision, Reason


class Answer(NamedTuple):
    """Sentences of the catalogue: why not, and what one can do; the latter is empty where nothing can be done.

    `guide` names the open page that explains the rule (`guides` in site.yml).
    """

    why: str
    way_out: str = ""
    guide: str = ""


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues; it is translated where it is shown."""
    return sentence


ANSWERS = {
    Reason.NONE: Answer(
        _("You cannot use this service on behalf of the person you have chosen."),
        _("The page about the service says when one can act for others. Ask the person if you think this is wrong."),
    ),
    Reason.DEAD: Answer(_("The person is registered as dead. Nobody can use the services any more.")),
    Reason.SHUT: Answer(
        _("You have shut your portal, and nothing of it is shown to anybody."),
        _("The page about the emergency block says how it is opened again."),
    ),
    Reason.INACTIVE: Answer(
        _("You have chosen not to use the portal yourself."),
        _("Those who have your proxy can still use it for you. You can become active again when you sign in."),
    ),
    Reason.AGE: Answer(
        _("You must be 13 or older to sign in."), _("Until then your parents can use the services for you.")
    ),
    Reason.YOUTH: Answer(
        _("You must be 16 or older to use this service yourself."),
        _("Talk to your parents, the school nurse or your GP if you need help before then."),
        "youth_access",
    ),
    Reason.PARENTS_CONSENT: Answer(
        _("You are under 16, and your parents have not consented to your using this service."),
        _("Your parents can consent in your privacy settings."),
        "youth_access",
    ),
    Reason.PROTECTED: Answer(
        _("This service cannot be used by those who live at a protected address."),
        _("Contact the health service directly, by telephone or letter."),
    ),
    Reason.CONSENT: Answer(
        _("The service asks for more consent than you have given."),
        _("You can change your consent in your privacy settings. There you see what you gain before you choose."),
    ),
    Reason.REGION: Answer(
        _("The service is not offered where you live."), _("The page about the service says where it is offered.")
    ),
    Reason.NO_GP: Answer(_("The service is offered by GPs, and you have no GP."), _("You can choose a GP here.")),
    Reason.GP_OFFER: Answer(
        _("Your GP's office does not offer this."), _("Ask the office how to do it, or call them.")
    ),
    Reason.CLOSED: Answer(
        _("You have closed your own access to your patient record."),
        _("You can open it again in your privacy settings."),
    ),
    Reason.UNCONFIRMED: Answer(
        _("The service has been substantially extended since you were given your proxy."),
        _("Whoever gave you the proxy can confirm it on their page about proxies, if they wish."),
    ),
}


def why_not(decision: Decision) -> tuple[Answer, ...]:
    """What to tell of a refusal, the weightiest first; of an allowed use there is nothing to tell."""
    return tuple(ANSWERS[reason] for reason in decision.reasons)
