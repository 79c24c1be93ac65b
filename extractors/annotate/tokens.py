"""English tokens as Universal Dependencies cuts them (UD English EWT and GUM 2.16), as a spaCy tokenizer.

The text is read from left to right; at each place the first shape of :data:`SHAPES` that fits is the next token, so the
order of the table is its logic: addresses, numbers, abbreviations, contractions, words, marks. White space is never
lost: ``doc.text`` is the text, always.

Source of the conventions: the UD English guidelines and the LDC English Web tokenisation they continue (a closed list
of prefixes keeps its hyphen, other compounds are split at it; clitics are words; number and unit are two words).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = ["SHAPES", "EnglishTokenizer", "Shape", "create_tokenizer", "make_tokenizer", "split_words"]


class Shape(NamedTuple):
    """One kind of token: its regular expression, and an example text with its tokens (which is also its test)."""

    name: str
    pattern: str
    text: str
    tokens: str


def _any(words: str) -> str:
    """Return a pattern for any of the blank-separated words, longest first."""
    return "(?:" + "|".join(sorted((re.escape(w) for w in words.split()), key=lambda w: (-len(w), w))) + ")"


PREFIXES = (
    "anti arch bi co counter cross de e ex fore intra mega micro mid mini multi neo non over post pre pro pseudo "
    "psycho quasi re semi socio sub super tri ultra uni"
)
"""Prefixes that keep their hyphen: "pro-government" is one word, "pan-Arab" and "state-run" are three."""

SUFFIXES = "esque fold ish rama wise"
"""Suffixes that keep theirs: "career-wise" is one word."""

INTERJECTIONS = "uh-huh uh-oh uh-uh mm-hm mm-hmm m-hm hm-m ha-ha na-na"

TITLES = (
    "Mr Mrs Ms Mx Dr Drs Prof Profs St Ste Mt Ft Gen Lt Col Maj Capt Cpl Sgt Pvt Adm Cmdr Cdr Brig Gov Govs Sen "
    "Sens Rep Reps Rev Hon Pres Supt Det Insp Msgr Fr Mlle Mme Messrs Amb Atty Jr Sr Bros Dept Univ Assn Corp "
    "Inc Ltd Co Cos Ave Blvd Rd vs eg ie ca cf approx est dept attn Attn arrv Arrv Esq Jan Feb Apr Aug Sept Oct "
    "Nov Dec Tues Thur Thurs Fri Tue Mon esp Esp"
)
"""Abbreviations that hardly ever spell a word, so that their full stop is theirs."""

BEFORE_A_NUMBER = (
    "No Nos no nos Mar Jun Jul Sat Sun Wed Fig Figs fig figs Art Arts Sec Sect Ch ch Vol Vols vol vols pp p ext "
    "c b d ed Ed Op"
)
"""Abbreviations only before a number: "No. 5", but "No. He refused."."""

WEEKDAYS = "Sat Sun Wed"

STATES = (
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla "
    "Ont Ore Pa Que Tenn Tex Va Vt Wash Wis Wyo"
)
"""American states (and two Canadian provinces) after a comma: "Boston, Mass. on"."""

DEGREES = "Ph.D. M.Sc. B.Sc. Ed.D. D.Phil. M.Phil. LL.B. LL.M. Ph.Ds."

UNITS = (
    "am pm AM PM a.m p.m A.M P.M k K bn tn m mn km kms cm mm nm kg kgs g mg ft lb lbs oz mph kmh kph hr hrs min "
    "mins sec secs yr yrs MW GW kW MWh GWh kWh TWh MB GB TB KB kb mb gb Hz kHz MHz GHz ha MM BN sq mL ml L cc "
    "percent"
)
"""Units cut off their number: "7:30pm" is "7:30 pm", "5kg" is "5 kg"."""

ENDINGS = (
    "com org net edu gov mil int info biz io co uk ie eu de fr ch nl se dk fi es pt pl ru ua cn jp kr pk af au "
    "nz ca mx br tr il ir tv fm ly gl ai app dev news"
)
"""Last labels of host names that are taken for one without "www." or "http://"."""

FILES = "doc docx xls xlsx ppt pptx pdf txt csv htm html xml json jpg jpeg png gif mp3 mp4 zip exe php asp py rtf"

CLIPPED = (
    "goin doin nothin somethin anythin everythin lovin havin lookin tryin sayin gettin makin comin workin talkin "
    "playin rockin runnin cookin feelin livin kickin hangin bein thinkin tellin walkin sittin nuthin ol"
)
"""Words written with an apostrophe for the last letter."""

NEGATED = "do does did have has had is are was were would could should ca wo ai"
"""Verbs before "nt" without its apostrophe: "dont" is "do nt"."""

CURRENCY_CODES = "Rs Rs. PKR INR USD EUR GBP AUD CAD CHF CNY RMB JPY AFN IRR SAR AED TRY RUB UAH NGN KES ZAR"
"""Letters of money that stand directly before the figure: "Rs500" is "Rs 500"."""

TWO_WORDS = (
    ("can", "not"),
    *(
        ("gon", "na"),
        ("wan", "na"),
        ("got", "ta"),
        ("lot", "ta"),
        ("gim", "me"),
        ("lem", "me"),
        ("c'm", "on"),
        ("c’m", "on"),
    ),
    *((verb, "nt") for verb in NEGATED.split()),
    *(
        ("i", "ve"),
        ("you", "re"),
        ("they", "re"),
        ("that", "s"),
        ("what", "s"),
        ("there", "s"),
        ("he", "s"),
        ("she", "s"),
        ("you", "ll"),
        ("they", "ll"),
    ),
    *(
        ("d'", "you"),
        ("d’", "you"),
        ("y'", "all"),
        ("y’", "all"),
        ("'t", "is"),
        ("’t", "is"),
        ("'t", "was"),
        ("’t", "was"),
    ),
)
"""Words written together: each is cut after its first part."""

_APOSTROPHE = "['’]"
_PREFIX = _any(" ".join((PREFIXES, PREFIXES.title(), *(p.upper() for p in PREFIXES.split() if len(p) > 3))))
_MARK = (  # combining marks of the scripts that use them, soft hyphen, zero-width characters: parts of a word
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e"
    "\u00ad\u200b-\u200d\ufeff"
)
_LETTER = r"[^\W\d_]"
_IN = rf"[\w{_MARK}]"
_END = rf"(?!{_IN})"
_START = r"(?<![^\W_])"
_PREFIXED = (
    rf"(?<![\w-])(?:{_PREFIX}-)+{_LETTER}{_IN}*|{_START}(?i:mid)-\d{_IN}*|{_START}{_LETTER}{_IN}*-{_any(SUFFIXES)}{_END}"
    rf"|(?<![\w-])(?:[A-Z]|[A-Z]?[a-z]{{1,2}})-(?=[\s,]|$)"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*)"
_CLITIC = rf"{_APOSTROPHE}(?:s|S|d|D|m|M|ll|LL|re|RE|ve|VE){_END}"
_URL_IN = r"[^\s<>\"“”«»(){}\[\]]"
_URL_PATH = rf"(?:\({_URL_IN}*\)|{_URL_IN})*(?:\({_URL_IN}*\)|[^\s<>\"“”«»(){{}}\[\]‘’'.,;:!?*…])"
_HOST = rf"(?:[A-Za-z0-9][\w-]{{0,62}}\.){{1,8}}(?:{_any(ENDINGS)})(?![\w@])"
_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"
_CURRENCY = "$£€¥₹₽₩₪₫₦₱₴₺₸₿¢฿"

SHAPES: tuple[Shape, ...] = (
    Shape("space", r"\s+", "a  b", "a b"),
    # Addresses
    Shape(
        "url",
        rf"(?i:https?://|ftp://|www\.){_URL_PATH}|{_START}{_HOST}(?:/(?:{_URL_PATH})?)?",
        "(see https://example.org/a-b_(c).html).",
        "( see https://example.org/a-b_(c).html ) .",
    ),
    Shape(
        "email",
        r"(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*",
        "mail a.b-c@example.org.",
        "mail a.b-c@example.org .",
    ),
    Shape(
        "handle", rf"(?<![\w@])@{_LETTER}[\w.]*\w|(?<!\w)#{_LETTER}\w*", "@un_news #Peace2025!", "@un_news #Peace2025 !"
    ),
    Shape(
        "file",
        rf"{_START}\w[\w-]{{0,63}}\.(?i:{_any(FILES)}){_END}|(?<!\S)\.(?i:{_any(FILES)}){_END}|{_START}[a-z]{{2,}}(?:\.[a-z][\w-]*){{2,}}",
        "see report-2.pdf",
        "see report-2.pdf",
    ),
    # Numbers
    Shape(
        "date",
        r"(?<![\w/-])(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}"
        r"|(?:0?[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])|[1-9]/(?:[2-9]|1[06]))(?!\w|[/-]\d)",
        "on 11/20/2000 or 2025-10-29, 9/11",
        "on 11/20/2000 or 2025-10-29 , 9/11",
    ),
    Shape(
        "telephone",
        r"(?<![\w-])(?:\+?\d{1,3}[-.])?(?:\d{3}[-./])?\d{3}[-.]\d{4}(?![\w-])|(?<!\w)\+\d+(?:[-.]\d+)*|(?<![\w-])\d{5}-\d{4}(?![\w-])",
        "call 713-853-3989",
        "call 713-853-3989",
    ),
    Shape("clock", r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d)", "7:30pm", "7:30 pm"),
    Shape(
        "decade",
        rf"\d+{_APOSTROPHE}?s{_END}|(?<!\w){_APOSTROPHE}\d\ds?{_END}",
        "the 1990's and ’70s",
        "the 1990's and ’70s",
    ),
    Shape("amount", rf"(?<=[{_CURRENCY}])(?:{_NUMBER}|\.\d+)(?=[A-Za-z])", "$4.25M", "$ 4.25 M"),
    Shape("measure", rf"{_START}{_NUMBER}(?=(?:{_any(UNITS)}){_END})", "a 35mm lens", "a 35 mm lens"),
    Shape(
        "code",
        rf"{_START}(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:st|nd|rd|th){_END}|{_START}\d+{_LETTER}{_IN}*",
        "the 21st 5G",
        "the 21st 5G",
    ),
    Shape("number", rf"{_NUMBER}|(?<![\w.])\.\d+", "1,200.50 of .5", "1,200.50 of .5"),
    Shape(
        "currency",
        rf"(?:US|U|A|C|NZ|HK|S)?[{_CURRENCY}]|{_START}(?:{_any(CURRENCY_CODES)})(?=\d)",
        "US$5 or Rs500",
        "US$ 5 or Rs 500",
    ),
    # Abbreviations
    Shape("degree", rf"{_START}(?:{_any(DEGREES)})", "a Ph.D. in", "a Ph.D. in"),
    Shape("etcetera", rf"{_START}(?:etc|al)\.(?!\s*$|\s+[\"“‘'(]?[A-Z])", "cows, etc. are", "cows , etc. are"),
    Shape(
        "abbreviation",
        rf"{_START}(?:{_any(TITLES)})\.(?!\s*$)|{_START}(?:{_any(BEFORE_A_NUMBER)})\.(?=\s*\d)"
        rf"|{_START}(?:{_any(WEEKDAYS)})\.(?=,|\s+[A-Z][a-z]+\.?\s\d)|(?<=,\s)(?:{_any(STATES)})\.(?!\s*$)"
        rf"|{_START}v\.(?=\s[A-Z])",
        "Dr. No said No. 5. No.",
        "Dr. No said No. 5 . No .",
    ),
    Shape(
        "initials",
        rf"(?<!{_LETTER})(?:(?:{_LETTER}\.)+{_LETTER}{_END}(?!\.)|(?:{_LETTER}\.){{2,}})|{_START}(?!I\.)[A-Z]\.(?=\s*\S)(?!\s*[\"”’)])(?!\.)",
        "U.S. Gen. J. Smith, a.k.a. J.",
        "U.S. Gen. J. Smith , a.k.a. J .",
    ),
    Shape("company", rf"{_START}(?:{_LETTER}{{1,4}}&)+{_LETTER}{{1,3}}{_END}", "AT&T's", "AT&T 's"),
    Shape("slashed", rf"{_START}(?i:w/o|s/he|l/c|24/7){_END}", "w/o and/or", "w/o and / or"),
    # Contractions
    Shape(
        "joined",
        "|".join(rf"{_START}(?i:{a}(?={b}{_END}))" for a, b in TWO_WORDS) + rf"|{_START}[Ii](?=m{_END})",
        "I cannot, dont",
        "I can not , do nt",
    ),
    Shape("not", rf"(?i:n{_APOSTROPHE}t){_END}", "didn't--don’t", "did n't -- do n’t"),
    Shape("before not", rf"{_LETTER}+?(?=(?i:n{_APOSTROPHE}t){_END})", "WOULDN'T", "WOULD N'T"),
    Shape(
        "clitic",
        rf"(?<=[\w.)\]\"”])(?:{_CLITIC}|`s{_END})|(?<!\S){_APOSTROPHE}s(?!\S)",
        "Turkey’s we'll",
        "Turkey ’s we 'll",
    ),
    Shape(
        "clipped",
        rf"(?i:{_any(CLIPPED)}){_APOSTROPHE}{_END}|(?<!\w){_APOSTROPHE}(?i:em|til|bout|cause|cuz|n['’]?){_END}",
        "get 'em goin'",
        "get 'em goin'",
    ),
    # Words
    Shape(
        "prefixed",
        rf"{_START}(?i:{_any(INTERJECTIONS)}){_END}|{_PREFIXED}",
        "a pro-government, state-run, mid-1990s",
        "a pro-government , state - run , mid-1990s",
    ),
    Shape(
        "word",
        rf"{_LETTER}(?:{_IN}|\*+(?={_IN}))*?(?=(?i:n{_APOSTROPHE}t){_END})"
        rf"|{_LETTER}(?:{_IN}|\*+(?={_LETTER})|(?!{_CLITIC}){_APOSTROPHE}(?={_LETTER})|(?<=\d)\.(?=\d))*(?<!_)",
        "O'Brien of Côte d’Ivoire",
        "O'Brien of Côte d’Ivoire",
    ),
    Shape("identifier", rf"{_IN}*[^\W_][{_MARK}]*", "x_1", "x_1"),
    # Marks
    Shape("smiley", r"(?<!\w)[:;=][-'^]?[)(DPp/|](?!\w)", "fine :-)", "fine :-)"),
    Shape("ellipsis", r"\.\.+|…[.…]*|[!?]{2,}|\.[!?]", "so...what?!", "so ... what ?!"),
    Shape("arrow", r"<-+|[-=]+>", "a -> b", "a -> b"),
    Shape("rule", r"(?P<mark>[-=_*~#+|^<>])(?P=mark)+|''|``|‘’|’’|‘‘", "yes -- no", "yes -- no"),
    Shape(
        "emoji",
        rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*)*",
        "🇵🇰 👍🏽",
        "🇵🇰 👍🏽",
    ),
    Shape("mark", rf"[{_MARK}]+|[\s\S]", "(a)", "( a )"),
)


_LEXER = re.compile("|".join(f"(?P<s{i}>{shape.pattern})" for i, shape in enumerate(SHAPES)))


def split_words(text: str) -> list[tuple[int, int, bool]]:
    """Return the tokens of a text in order as (start, end, is white space); together they cover all of it."""
    return [(m.start(), m.end(), m.lastgroup == "s0") for m in _LEXER.finditer(text)]


class EnglishTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy tokenizer over :data:`SHAPES`; white space beyond one blank becomes a token of its own, as spaCy has it."""

    def __call__(self, string: str) -> Doc:
        """Return a Doc of the text's tokens.

        Args:
            string: Any text.

        Returns:
            A Doc whose text is the given one.
        """
        words: list[str] = []
        spaces: list[bool] = []
        for match in _LEXER.finditer(string):
            token = match[0]
            if match.lastgroup != "s0":
                words.append(token)
                spaces.append(False)
                continue
            if words and token[0] == " ":
                spaces[-1] = True
                token = token[1:]
            if token:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def explain(self, string: str) -> list[tuple[str, str]]:
        """Return each token with the name of its shape, white space left out."""
        return [
            (SHAPES[int((m.lastgroup or "s0")[1:])].name, m[0]) for m in _LEXER.finditer(string) if m.lastgroup != "s0"
        ]

    def __reduce__(self) -> tuple[Any, ...]:
        return make_tokenizer, (self.vocab,)

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        """Write nothing: the rules are code."""

    def from_disk(self, path: Any, **kwargs: Any) -> EnglishTokenizer:
        """Read nothing: the rules are code."""
        return self

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Give nothing: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> EnglishTokenizer:
        """Read nothing: the rules are code."""
        return self


def make_tokenizer(vocab: Vocab) -> EnglishTokenizer:
    """Return the English tokenizer over a vocabulary."""
    return EnglishTokenizer(vocab)


def create_tokenizer() -> Callable[[Language], EnglishTokenizer]:
    """Return what a spaCy config's ``@tokenizers = "newsgraph.Tokenizer.v1"`` calls: pipeline in, tokenizer out."""
    return lambda nlp: make_tokenizer(nlp.vocab)
