"""Every translatable text has a translation; texts are read from the source, without gettext."""

import re
from collections import Counter
from functools import cache
from io import BytesIO

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.project import PACKAGES, ROOT

CATALOGUE = ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"
NAMES = ("gettext", "gettext_lazy", "gettext_noop", "_", "_p")
KEYWORDS = {
    **dict.fromkeys(NAMES),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def sources():
    """The Python code of each file and template that may hold texts, with its path."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            yield path.relative_to(ROOT), path.read_text()
    for path in (*ROOT.glob("templates/**/*.*"), *ROOT.glob("*/templates/**/*.*")):
        lines = templatize(path.read_text(), origin=str(path)).splitlines()
        yield path.relative_to(ROOT), "\n".join(line.strip() for line in lines)


def texts_in(code):
    """Pairs of context and text, as in the catalogue."""
    for _, function, found, _ in extract_python(BytesIO(code.encode()), KEYWORDS, (), {}):
        words = [found] if isinstance(found, str) else list(found)
        context = words.pop(0) if function.lstrip("n").startswith("pgettext") else None
        if words and words[0]:
            yield context, words[0]


@cache
def texts():
    return {text: path for path, code in sources() for text in texts_in(code)}


@cache
def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def messages():
    return [message for message in catalogue() if message.id]


def text_of(message):
    return message.context, message.id[0] if message.pluralizable else message.id


def both_languages(message):
    """English and Indonesian text; of a plural the last English form and the one Indonesian."""
    if message.pluralizable:
        return message.id[-1], message.string[0]
    return message.id, message.string


def placeholders(text):
    return set(re.findall(r"%\(\w+\)\w|%[sd]|\{\w*\}", text))


def listed(found):
    return "\n".join(sorted(map(str, found)))


def test_every_text_is_in_the_catalogue():
    known = set(map(text_of, messages()))

    missing = {f"{path}: {text[1]!r}" for text, path in texts().items() if text not in known}

    assert not missing, listed(missing)


def test_nothing_is_left_in_the_catalogue_that_no_source_says():
    left = set(map(text_of, messages())) - set(texts())

    assert not left, listed(left)
    assert not catalogue().obsolete, listed(catalogue().obsolete)


def test_every_text_has_its_indonesian_words():
    empty = [message.id for message in messages() if not both_languages(message)[1]]

    assert not empty, listed(empty)


def test_no_words_are_guessed():
    fuzzy = [message.id for message in messages() if message.fuzzy]

    assert not fuzzy, listed(fuzzy)


def test_placeholders_are_the_same_in_both_languages():
    pairs = map(both_languages, messages())

    different = [pair for pair in pairs if placeholders(pair[0]) != placeholders(pair[1])]

    assert not different, listed(different)


AVOIDED = [  # words that people in the villages stumbled over; the page says the other
    ("Yang pernah diubah", "Riwayat perubahan"),
    ("Isi: ", "Tulis …, Pilih …"),
    ("Peran Anda tidak boleh", "Akun Anda tidak berhak"),
    ("pemberi peran", "admin Dinas"),
    ("Yang Anda beri tahu", "Laporan Ibu"),
    ("iberitahukan", "Laporan sudah terkirim, Dilaporkan"),
    ("Angkanya lebih lama", "Cari catatan yang lebih lama"),
    ("Ini sudah pendamping", "Ia sudah menjadi pendamping"),
    ("Jalan masuk", "Tautan masuk"),
    ("Sidiknya", "Kode keaslian"),
    ("Tanda rantai", "Kode keaslian"),
    ("yang disantuni", "penerima santunan"),
    ("sebelum buku ini", "sebelum dicatat di sini"),
    ("milik orang lain", "sudah dipakai …"),
    ("ama masuk", "nama pengguna"),
    ("engelola pengguna", "admin"),
    ("Perempuan atau laki-laki", "Jenis kelamin"),
    ("Dana kesetiakawanan", "Dana IKS"),
    ("Dana Kesetiakawanan", "Dana IKS"),
    ("---------", "Pilih"),
    ("??", "one mark"),
    ("?.", "one mark"),
]
PAGES_OF_A_MEMBER = [
    f"templates/{name}.html" for name in ("finance/my", "finance/make_dispute", "grants/my_grant")
]
BALANCE = re.compile(r"\bbalances?\b", re.IGNORECASE)


def indonesian(message):
    return message.string[0] if message.pluralizable else message.string


def test_the_pages_of_a_member_call_her_ibu_or_him_bapak():
    """Never also Anda: it is one person, whom the title calls by name."""
    said = {text_of(message): indonesian(message) for message in messages()}
    of_a_member = [
        text
        for path, code in sources()
        if str(path) in PAGES_OF_A_MEMBER
        for text in texts_in(code)
    ]

    assert of_a_member
    assert [said[text] for text in of_a_member if re.search(r"\bAnda\b", said[text])] == []


def test_a_balance_is_a_saldo_and_what_is_left_is_a_sisa():
    """A book and a bank account have a balance; of a budget, a loan, a grant something is left."""
    for message in messages():
        english, words = both_languages(message)[0], indonesian(message)
        is_balance = bool(BALANCE.search(english))
        assert not (is_balance and re.search(r"\bsisa\b", words, re.IGNORECASE)), words
        if re.search(r"\bsaldo\b", words, re.IGNORECASE):
            assert is_balance or "no transaction" in english, words


WHOLE = {"Diam": "Lama tidak bertemu", "Isi": "Tulis"}  # not as a text of its own


def test_no_page_says_the_words_that_people_stumble_over():
    for message in messages():
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        found = [word for word, _better in AVOIDED if any(word in text for text in said)]
        found += [text for text in said if text in WHOLE]
        assert not found, f"{message.id}: {found}"


def test_the_help_page_has_not_the_name_of_the_grant():
    words = {text_of(message)[1]: message.string for message in messages() if not message.context}

    assert words["Help"] != words["Grant"]


def test_no_text_is_in_the_catalogue_twice():
    """Babel takes the last of two; gettext's own msgfmt refuses the file."""
    entries = [each for each in CATALOGUE.read_text().split("\n\n") if "msgid " in each]
    named = [re.sub(r"(?m)^#.*\n", "", each).partition("\nmsgstr")[0] for each in entries]

    assert not [name for name, times in Counter(named).items() if times > 1]
