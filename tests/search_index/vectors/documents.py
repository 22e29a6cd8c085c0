"""A few pages in six languages: what the shared index is made of."""

from search_index.documents import Document

LANGUAGES = ("nb", "nn", "se", "en", "uk", "ar")


def _page(subject: str, language: str, title: str, summary: str = "", names: str = "", body: str = "") -> Document:
    kind, _, name = subject.partition(":")
    folder = {"article": "", "service": "services/", "topic": "topics/", "partner": "partners/"}[kind]
    return Document(
        subject=subject,
        language=language,
        title=title,
        href=f"/{language}/{folder}{name}.html",
        kind=kind,
        names=tuple(word.strip() for word in names.split(",") if word.strip()),
        summary=summary,
        body=body,
        partner="hjertesenteret" if name.startswith("hjerte") else "barnehelsa",
        topics=("hjerte",) if name.startswith("hjerte") else ("barn",) if kind == "article" else (),
    )


DOCUMENTS = [
    _page("article:hjerteinfarkt", "nb", "Hjerteinfarkt", "En blodåre til hjertet er tett. Ring 113.", "brystsmerter", "Smertene sitter midt i brystet. Blodtrykksmedisin kan forebygge."),
    _page("article:hjerteinfarkt", "nn", "Hjarteinfarkt", "Ei blodåre til hjartet er tett. Ring 113.", "brystsmerter", "Smertene sit midt i brystet."),
    _page("article:hjerteinfarkt", "se", "Váibmoinfárkta", "Varrasuotna váibmui lea dahppojuvvon.", "raddebákčasat"),
    _page("article:hjerteinfarkt", "en", "Heart attack", "An artery to the heart is blocked. Call 113.", "chest pain", "The pain is in the middle of the chest."),
    _page("article:hjerteinfarkt", "uk", "Інфаркт міокарда", "Закупорена артерія серця. Телефонуйте 113."),
    _page("article:hjerteinfarkt", "ar", "النوبة القلبية", "انسداد شريان القلب. اتصل بالرقم 113."),
    _page("article:hjertesvikt", "nb", "Hjertesvikt", "Hjertet pumper for lite blod.", "", "Du kan bli tungpustet og få hovne bein."),
    _page("article:hoyt-blodtrykk", "nb", "Høyt blodtrykk", "Blodtrykket er for høyt over tid.", "trykk", "Lite salt og mer bevegelse hjelper. Legen kan gi medisin."),
    _page("article:hoyt-blodtrykk", "nn", "Høgt blodtrykk", "Blodtrykket er for høgt over tid."),
    _page("article:feber-barn", "nb", "Feber hos barn", "Feber er vanlig når barnet har en infeksjon.", "temperatur", "Barnet trenger hvile og drikke. Ring legen når barnet er slapt."),
    _page("article:feber-barn", "nn", "Feber hos barn", "Feber er vanleg når barnet har ein infeksjon.", "temperatur"),
    _page("article:barnevaksinasjon", "nb", "Barnevaksinasjonsprogrammet", "Alle barn får tilbud om gratis vaksiner.", "helsestasjon", "Vaksinene gis på helsestasjonen og skolen."),
    _page("article:barnevaksinasjon", "se", "Mánáid boahkuhanprográmma", "Buot mánát ožžot fálaldaga nuvttá boahkuheami.", "vaksiidna"),
    _page("article:roykeslutt", "nb", "Slutte å røyke", "Du kan få hjelp til å slutte.", "tobakk, nikotin"),
    _page("article:roykeslutt", "nn", "Slutte å røykje", "Du kan få hjelp til å slutte.", "tobakk"),
    _page("article:gravid", "nb", "Gravid", "Gravide går til kontroll hos jordmor.", "svangerskap"),
    _page("article:gravid", "se", "Áhpehisvuohta", "Áhpehis nissonat ožžot dárkkistemiid.", "jortamora"),
    _page("article:omgangssyke", "nb", "Omgangssyke", "Kvalme, oppkast og diaré går som regel over.", "magesyke"),
    _page("article:tick-bite", "en", "Tick bite", "Remove the tick as soon as you can.", "Lyme disease"),
    _page("service:fastlege", "nb", "Bytte fastlege", "Du kan bytte fastlege to ganger i året.", "legekontor"),
    _page("service:fastlege", "en", "Change your GP", "You may change your doctor twice a year.", "doctor"),
    _page("topic:hjerte", "nb", "Hjerte og kar", "Om hjertet og blodårene."),
    _page("partner:hjertesenteret", "nb", "Hjertesenteret", "Et senter for prøver."),
]  # fmt: skip

QUERIES = [
    ("nb", query)
    for query in (
        "hjerteinfarkt", "hjerteattakk", "myokardinfarkt", "sukkersyke", "hjertene", "Hjerte infarkt", "hjerteinfrakt",
        "feberen", "barnets feber", "hva gjør jeg når barnet har feber", "vaksinasjonsprogram barn", "barnevaksine",
        "hjarteinfarkt", "slutte å røykje", "royke", "roeyke", "hoyt blodtrykk", "blodtrykksmedisin", "legebytte",
        "fastleges", "fastlege bytte", "heart attack", "tick", "magesjuke", "svangerskap", "diaré", "diare", "og",
        "", "   ", "???", "113", "p-piller", "hjerte*", "NOT (feber OR barn)", "title:feber~9 [a TO z]", "\x00feber\u202e",
        "feber " * 40, "x" * 500, "ＦＥＢＥＲ", "fe\u0301ber", "FEBER", "åå", "1e9 ٣", "hjerte-svikt", "can't",
    )
] + [
    ("nn", "hjerteinfarkt"), ("nn", "sykdom i hjertet"), ("nn", "røyking"), ("nn", "hjarteinfrakt"),
    ("se", "vaibmoinfarkta"), ("se", "mánáid boahkuheapmi"), ("se", "manaid boahkuheami"), ("se", "áhpehis nisson"),
    ("se", "hjerteinfarkt"), ("se", "fever"),
    ("en", "heart attacks"), ("en", "hart atack"), ("en", "myocardial infarction"), ("en", "vaccines for my children"),
    ("en", "changing doctor"), ("en", "fødsel"), ("en", "lyme"),
    ("uk", "інфаркту"), ("uk", "інфарк міокарда"), ("ar", "نوبة قلبية"), ("ar", "القلب"),
]  # fmt: skip

TEXTS = [
    ("nb", "Fastlegens sykehjemmet, lusene og flåttbittet; ryggen!"),
    ("nb", "Hjerte- og karsykdommer (f.eks. p\u00adpiller) «COVID-19» 3,5"),
    ("nn", "Sjukdom i hjarta, ikkje røykjer; barnelækjarane og tenestene på sjukeheimen"),
    ("se", "Mánáid vuoigatvuođat ja doaktáriid; boahkuheapmi"),
    ("en", "Children's vaccines aren't dangerous: immunisation, immunization, studies, stopping"),
    ("uk", "Об’єднані лікарі дітей: інфаркту серця"),
    ("ar", "النَّوْبَةُ القلبية والأطفال"),
    ("fr", "L'été à l’hôpital: œdème, cœur"),
    ("nb", "e\u0301 \u212b ﬁ ǅ İ ß \ud800 𝒜 漢字 हिन्दी ௧"),
]
