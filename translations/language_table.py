"""The table of languages, one row each.

To add one: a row here with its CLDR index letters and, where CLDR has one, its collation tailoring; then
`python -m translations dates` and `update` give it dates and a catalogue.
"""

from translations.language import Language


def _row(
    code: str,
    autonym: str,
    english: str,
    alphabet: str,
    *,
    rtl: bool = False,
    order: str = "",
    understood: str = "",
    fallback: str | None = "en",
    aliases: str = "",
) -> Language:
    """A row, with its lists written as words."""
    return Language(
        code=code,
        autonym=autonym,
        english=english,
        alphabet=tuple(alphabet.split()),
        dir="rtl" if rtl else "ltr",
        order=order,
        understood=tuple(understood.split()),
        fallback=fallback,
        aliases=tuple(aliases.split()),
    )


# ruff: noqa: E501 (one row, one line)
# fmt: off
_AZ = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
_NORWEGIAN = "&D<<đ<<<Đ<<ð<<<Ð&t<<<þ/h&T<<<Þ/H&Y<<ü<<<Ü<<ű<<<Ű&[before 1]ǀ<æ<<<Æ<<ä<<<Ä<<ę<<<Ę<ø<<<Ø<<ö<<<Ö<<ő<<<Ő<<œ<<<Œ<å<<<Å<<aa<<<Aa<<<AA"
_SWEDISH = "&D<<đ<<<Đ<<ð<<<Ð&t<<<þ/h&T<<<Þ/H&Y<<ü<<<Ü<<ű<<<Ű&[before 1]ǀ<å<<<Å<ä<<<Ä<<æ<<<Æ<<ę<<<Ę<ö<<<Ö<<ø<<<Ø<<ő<<<Ő<<œ<<<Œ<<ô<<<Ô"
_SAMI = "&[before 1]b<á<<<Á&[before 1]d<č<<<Č<ʒ<<<Ʒ<ǯ<<<Ǯ&[before 1]e<đ<<<Đ<<ð<<<Ð&[before 1]h<ǧ<<<Ǧ<ǥ<<<Ǥ&[before 1]l<ǩ<<<Ǩ&[before 1]o<ŋ<<<Ŋ<<ń<<<Ń<<ñ<<<Ñ&[before 1]t<š<<<Š&[before 1]u<ŧ<<<Ŧ<<þ<<<Þ&y<<ü<<<Ü<<ű<<<Ű&[before 1]ǀ<ž<<<Ž<ø<<<Ø<<œ<<<Œ<æ<<<Æ<å<<<Å<<ȧ<<<Ȧ<ä<<<Ä<<ã<<<Ã<ö<<<Ö<<ő<<<Ő<<õ<<<Õ<<ô<<<Ô<<ǫ<<<Ǫ"
_ARABIC = "&[before 2]ت<<ة&[before 2]ي<<ی<<ى&ء<<أ<<ؤ<<إ<<ئ<<ىٕ<<ا&ءا<<آ&[last secondary ignorable]<<<ً<<<ࣰ<<<ࣧ<<<ٌ<<<ࣱ<<<ࣨ<<<ٍ<<<ࣲ<<<ࣩ<<<َ<<<ࣤ<<<ࣴ<<<ࣵ<<<ُ<<<ࣥ<<<ࣾ<<<ِ<<<ࣦ<<<ࣶ<<<ّ<<<ْ<<<ٓ<<<۟<<<ۡ<<<ٟ<<<ٖ<<<ٗ<<<٘<<<ࣿ<<<ٙ<<<ٚ<<<ٛ<<<ٜ<<<ٝ<<<ٞ<<<ࣷ<<<ࣸ<<<ࣽ<<<ࣻ<<<ࣼ<<<ࣹ<<<ࣺ<<<ٰ"
_PERSIAN = "&َ<<ِ<<ُ<<ً<<ٍ<<ٌ&[before 1]ا<آ&ا<<ٱ<ء<<أ<<ٲ<<إ<<ٳ<<ؤ<<یٔ<<<ىٔ<<<ئ&ک<<*ڪګكڬڭڮ&ۏ<ه<<ە<<ہ<<ة<<ۃ<<ۀ<<ھ&ی<<*ىےيېۑۍێ"
_PASHTO = "&َ<<ِ<<ُ<<ً<<ٍ<<ٌ&[before 1]ا<آ&ا<<أ<<ٲ<<ٱ<<إ<<ٳ<ء&ت<ټ<<ٹ&ج<ځ<<حٔ&چ<څ&د<ډ<<ڈ&ر<ړ<<ڑ&ژ<ږ&ک<<*ڪك&ګ<<گ&ڼ<<ڻ&و<<ؤ<<ۇ<<ۉ&ه<<<ۀ<<<هٔ<<*ەہھةۃ&ی<<*ىےيېۍ<<یٔ<<<ىٔ<<<ئ"
_URDU = "&ا<<أ<آ<ب<بھ<پ<پھ<ت<تھ<ٹ<ٹھ<ث<ج<جھ<چ<چھ<ح<خ<د<دھ<ڈ<ڈھ<ذ<ر<رھ<ڑ<ڑھ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ق<ک<کھ<گ<گھ<ل<لھ<م<مھ<ن<نھ<ں<ںھ<و<<ؤ<وھ<ہ<<ۂ<ھ<ۃ<ء<ی<<ئ<یھ<ے<<ۓ"
_VIETNAMESE = "&\u0300<<\u0309<<\u0303<<\u0301<<\u0323&a<ă<<<Ă<â<<<Â&d<đ<<<Đ&e<ê<<<Ê&o<ô<<<Ô<ơ<<<Ơ&u<ư<<<Ư"
_POLISH = "&A<ą<<<Ą&C<ć<<<Ć&E<ę<<<Ę&L<ł<<<Ł&N<ń<<<Ń&O<ó<<<Ó&S<ś<<<Ś&Z<ź<<<Ź<ż<<<Ż"
_KURDISH = "&c<ç<<<Ç&e<ê<<<Ê&i<î<<<Î&s<ş<<<Ş&u<û<<<Û&ê<<é<<<É&î<<í<<<Í&û<<ú<<<Ú&ú<<ù<<<Ù"
_OROMO = "&Z<ch<<<Ch<<<CH<dh<<<Dh<<<DH<kh<<<Kh<<<KH<ny<<<Ny<<<NY<ph<<<Ph<<<PH<sh<<<Sh"
_HUNGARIAN = "&C<cs<<<Cs<<<CS&D<dz<<<Dz<<<DZ&DZ<dzs<<<Dzs<<<DZS&G<gy<<<Gy<<<GY&L<ly<<<Ly<<<LY&N<ny<<<Ny<<<NY&S<sz<<<Sz<<<SZ&T<ty<<<Ty<<<TY&Z<zs<<<Zs<<<ZS&O<ö<<<Ö<<ő<<<Ő&U<ü<<<Ü<<ű<<<Ű"
_HAUSA = "&B<ɓ<<<Ɓ&D<ɗ<<<Ɗ&K<ƙ<<<Ƙ&S<sh<<<Sh<<<SH&T<ts<<<Ts<<<TS&Y<ƴ<<<ʼy<<<Ƴ<<<ʼY"
_TAMIL = "&ஔ<ஂ<ஃ&ஹ<க்ஷ&[before 1]க<க்&[before 1]ங<ங்&[before 1]ச<ச்&[before 1]ஞ<ஞ்&[before 1]ட<ட்&[before 1]ண<ண்&[before 1]த<த்&[before 1]ந<ந்&[before 1]ப<ப்&[before 1]ம<ம்&[before 1]ய<ய்&[before 1]ர<ர்&[before 1]ல<ல்&[before 1]வ<வ்&[before 1]ழ<ழ்&[before 1]ள<ள்&[before 1]ற<ற்&[before 1]ன<ன்&[before 1]ஜ<ஜ்&[before 1]ஶ<ஶ்&[before 1]ஷ<ஷ்&[before 1]ஸ<ஸ்&[before 1]ஹ<ஹ்&[before 1]க்ஷ<க்ஷ்"
_ETHIOPIC = "ሀ ለ ሐ መ ሠ ረ ሰ ሸ ቀ ቐ በ ቨ ተ ቸ ኀ ነ ኘ አ ከ ኸ ወ ዐ ዘ ዠ የ ደ ጀ ገ ጠ ጨ ጰ ጸ ፀ ፈ ፐ"
_DEVANAGARI = "अ आ इ ई उ ऊ ऋ ए ऐ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह"
_FARSI = "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی"

LANGUAGE_TABLE: tuple[Language, ...] = (
    _row("nb", "Bokmål", "Norwegian Bokmål", f"{_AZ} Æ Ø Å", order=_NORWEGIAN, understood="nn", aliases="no nob nor"),
    _row("nn", "Nynorsk", "Norwegian Nynorsk", f"{_AZ} Æ Ø Å", order=_NORWEGIAN, understood="nb", fallback="nb", aliases="nno"),
    _row("se", "Davvisámegiella", "Northern Sámi", "A Á B C Č D Đ E F G H I J K L M N Ŋ O P R S Š T Ŧ U V Z Ž", order=_SAMI, fallback="nb", aliases="sme smi"),
    _row("en", "English", "English", _AZ, fallback=None, aliases="eng"),
    _row("ar", "العربية", "Arabic", "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي", rtl=True, order=_ARABIC, aliases="ara arb"),
    _row("uk", "Українська", "Ukrainian", "А Б В Г Ґ Д Е Є Ж З И І Ї Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ь Ю Я", order="&Г<ґ<<<Ґ&ꙇ<ї<<<ꙶ<<<Ї", aliases="ukr"),
    _row("bn", "বাংলা", "Bengali", "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ", order="&ঔ<ং<ঃ<ঁ", aliases="ben"),
    _row("ckb", "کوردیی ناوەندی", "Central Kurdish", "ئ ا ب پ ت ج چ ح خ د ر ز ڕ ژ س ش ع غ ف ڤ ق ک گ ل ڵ م ن ه ە و ۆ ی ێ", rtl=True, aliases="ku-arab ku-iq"),
    _row("cs", "Čeština", "Czech", "A B C Č D E F G H Ch I J K L M N O P Q R Ř S Š T U V W X Y Z Ž", order="&C<č<<<Č&H<ch<<<cH<<<Ch<<<CH&R<ř<<<Ř&S<š<<<Š&Z<ž<<<Ž", aliases="ces cze"),
    _row("de", "Deutsch", "German", _AZ, aliases="deu ger"),
    _row("din", "Thuɔŋjäŋ", "Dinka", "A B C D E Ɛ G Ɣ I J K L M N Ŋ O Ɔ P R T U W Y"),
    _row("el", "Ελληνικά", "Greek", "Α Β Γ Δ Ε Ζ Η Θ Ι Κ Λ Μ Ν Ξ Ο Π Ρ Σ Τ Υ Φ Χ Ψ Ω", aliases="ell gre"),
    _row("es", "Español", "Spanish", "A B C D E F G H I J K L M N Ñ O P Q R S T U V W X Y Z", order="&N<ñ<<<Ñ", understood="es-419", aliases="spa"),
    _row("es-419", "Español (Latinoamérica)", "Spanish (Latin America)", "A B C D E F G H I J K L M N Ñ O P Q R S T U V W X Y Z", order="&N<ñ<<<Ñ", understood="es", fallback="es", aliases="es-la"),
    _row("fa", "فارسی", "Persian", _FARSI, rtl=True, order=_PERSIAN, understood="prs", aliases="fas per pes"),
    _row("fr", "Français", "French", _AZ, aliases="fra fre"),
    _row("fuv", "Fulfulde", "Nigerian Fulfulde", "A B Ɓ C D Ɗ E F G H I J K L M N Ŋ O P R S T U W Y Ƴ", aliases="ff ful ff-ng"),
    _row("ha", "Hausa", "Hausa", "A B Ɓ C D Ɗ E F G H I J K Ƙ L M N O R S T U W Y Ƴ Z", order=_HAUSA, aliases="hau"),
    _row("hi", "हिन्दी", "Hindi", _DEVANAGARI, order="&ॐ<ं<<ँ<ः", aliases="hin"),
    _row("hu", "Magyar", "Hungarian", "A B C Cs D Dz Dzs E F G Gy H I J K L Ly M N Ny O Ö P Q R S Sz T Ty U Ü V W X Y Z Zs", order=_HUNGARIAN, aliases="hun"),
    _row("id", "Bahasa Indonesia", "Indonesian", _AZ, aliases="ind in"),
    _row("it", "Italiano", "Italian", _AZ, aliases="ita"),
    _row("ja", "日本語", "Japanese", f"{_AZ} あ か さ た な は ま や ら わ", aliases="jpn jp"),
    _row("km", "ខ្មែរ", "Khmer", "ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ស ហ ឡ អ", aliases="khm"),
    _row("kmr", "Kurdî (Kurmancî)", "Northern Kurdish", "A B C Ç D E Ê F G H I Î J K L M N O P Q R S Ş T U Û V W X Y Z", order=_KURDISH, aliases="ku kur ku-latn ku-tr"),
    _row("ko", "한국어", "Korean", "가 나 다 라 마 바 사 아 자 차 카 타 파 하", aliases="kor"),
    _row("kr", "Kanuri", "Kanuri", "A B C D E Ǝ F G H I J K L M N O P R Ɍ S T U W Y Z", aliases="kau knc"),
    _row("lg", "Luganda", "Ganda", "A B C D E F G I J K L M N Ŋ O P R S T U V W Y Z", aliases="lug"),
    _row("ln", "Lingála", "Lingala", "A B C D E Ɛ F G H I K L M N O Ɔ P R S T U V W Y Z", order="&E<ɛ<<<Ɛ&O<ɔ<<<Ɔ", aliases="lin"),
    _row("mr", "मराठी", "Marathi", f"{_DEVANAGARI} ळ", order="&ॐ<ं<<ँ<ः&ह<ळ<क्ष<ज्ञ", aliases="mar"),
    _row("ms", "Bahasa Melayu", "Malay", _AZ, aliases="msa may zsm"),
    _row("my", "မြန်မာ", "Burmese", "က ခ ဂ ဃ င စ ဆ ဇ ဈ ဉ ည ဋ ဌ ဍ ဎ ဏ တ ထ ဒ ဓ န ပ ဖ ဗ ဘ မ ယ ရ လ ဝ သ ဟ ဠ အ", aliases="mya bur"),
    _row("ne", "नेपाली", "Nepali", _DEVANAGARI, aliases="nep npi"),
    _row("nl", "Nederlands", "Dutch", _AZ, aliases="nld dut"),
    _row("nus", "Thok Nath", "Nuer", "A B C D E Ɛ F G Ɣ H I J K L M N Ŋ O Ɔ P Q R S T U V W X Y Z"),
    _row("om", "Afaan Oromoo", "Oromo", "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Ch Dh Kh Ny Ph Sh", order=_OROMO, aliases="orm"),
    _row("pl", "Polski", "Polish", "A Ą B C Ć D E Ę F G H I J K L Ł M N Ń O Ó P Q R S Ś T U V W X Y Z Ź Ż", order=_POLISH, aliases="pol"),
    _row("prs", "دری", "Dari", _FARSI, rtl=True, order=_PASHTO, understood="fa", fallback="fa", aliases="fa-af"),
    _row("ps", "پښتو", "Pashto", "آ ا ء ب پ ت ټ ث ج ځ چ څ ح خ د ډ ذ ر ړ ز ژ ږ س ش ښ ص ض ط ظ ع غ ف ق ک ګ ل م ن ڼ ه و ی", rtl=True, order=_PASHTO, aliases="pus"),
    _row("pt-BR", "Português (Brasil)", "Portuguese (Brazil)", _AZ),
    _row("ru", "Русский", "Russian", "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я", aliases="rus"),
    _row("rw", "Ikinyarwanda", "Kinyarwanda", _AZ, aliases="kin"),
    _row("so", "Soomaali", "Somali", "A B C D E F G H I J K L M N O Q R S T U W X Y", aliases="som"),
    _row("sv", "Svenska", "Swedish", f"{_AZ} Å Ä Ö", order=_SWEDISH, aliases="swe"),
    _row("sw", "Kiswahili", "Swahili", "A B C D E F G H I J K L M N O P R S T U V W Y Z", aliases="swa swh"),
    _row("ta", "தமிழ்", "Tamil", "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ க ங ச ஞ ட ண த ந ப ம ய ர ல வ ழ ள ற ன", order=_TAMIL, aliases="tam"),
    _row("ti", "ትግርኛ", "Tigrinya", _ETHIOPIC, understood="ti-ER ti-ET", aliases="tir"),
    _row("ti-ER", "ትግርኛ (ኤርትራ)", "Tigrinya (Eritrea)", _ETHIOPIC, understood="ti ti-ET", fallback="ti"),
    _row("ti-ET", "ትግርኛ (ኢትዮጵያ)", "Tigrinya (Ethiopia)", _ETHIOPIC, understood="ti ti-ER", fallback="ti"),
    _row("tl", "Tagalog", "Tagalog", "A B C D E F G H I J K L M N Ñ Ng O P Q R S T U V W X Y Z", order="&N<ñ<<<Ñ<ng<<<Ng<<<NG", aliases="tgl fil"),
    _row("tr", "Türkçe", "Turkish", "A B C Ç D E F G Ğ H I İ J K L M N O Ö P Q R S Ş T U Ü V W X Y Z", order="&C<ç<<<Ç&G<ğ<<<Ğ&[before 1]i<ı<<<I&i<<<İ&O<ö<<<Ö&S<ş<<<Ş&U<ü<<<Ü", aliases="tur"),
    _row("ur", "اردو", "Urdu", "ا ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ہ ھ ء ی ے", rtl=True, order=_URDU, aliases="urd"),
    _row("vi", "Tiếng Việt", "Vietnamese", "A Ă Â B C D Đ E Ê F G H I J K L M N O Ô Ơ P Q R S T U Ư V W X Y Z", order=_VIETNAMESE, aliases="vie"),
    _row("zh-Hans", "简体中文", "Chinese (Simplified)", "", aliases="zh zho chi zh-cn zh-sg cmn"),
    _row("zh-Hant", "繁體中文", "Chinese (Traditional)", "", aliases="zh-tw zh-hk zh-mo"),
    _row("zu", "isiZulu", "Zulu", _AZ, aliases="zul"),
)
# fmt: on
