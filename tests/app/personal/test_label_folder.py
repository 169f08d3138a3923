import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageError
from app.personal.label_folder import CUT_MARK, LONGEST_NAME, clean_label, folder_name, label_of

ODD = [
    "a/b", "..", ".", "a\\b", "C:", "con", "NUL.txt", "com1", "LPT³", "aux ", "manifest.jsonl", "Manifest.JSONL.bad",
    ".trash", "stop.", "what?", "50 %", "100%", "%41", "a%2Fb", "très bien", "größe", "ß", "🎉", "👩\u200d🚀", "שלום",
    "zwölf\u202edrei",
    "x" * 300, "🎉" * 200, "-", "_silence_", "good morning", "don't", "~", "a*b", '"', "|", "<>", "seven ", "\u00a0",
]  # fmt: skip
RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt³", "manifest.jsonl"}

labels = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=150),
    st.sampled_from(ODD),
    st.text("aA%./ \\:", min_size=1, max_size=8),
).filter(str.strip)


@pytest.mark.parametrize("word", ["seven", "yes", "Seven", "großartig", "good morning", "don't", "e-mail", "_silence_"])
def test_a_plain_word_is_its_own_folder(word: str) -> None:
    assert folder_name(word) == word


@given(labels)
def test_every_system_can_keep_the_folder_of_any_label(label: str) -> None:
    name = folder_name(clean_label(label))
    assert 0 < len(name.encode()) <= LONGEST_NAME
    assert not set(name) & set('/\\:*?"<>|')
    assert name[0] != "."
    assert name[-1] not in ". "
    assert name.split(".")[0].strip().lower() not in RESERVED
    assert not name.lower().startswith("manifest.jsonl")


@given(labels)
def test_a_label_is_read_back_from_its_folder(label: str) -> None:
    label = clean_label(label)
    name = folder_name(label)
    assert CUT_MARK in name or label_of(name) == label
    assert CUT_MARK in name or label_of(unicodedata.normalize("NFD", name)) == label  # as macOS used to keep names


@given(st.lists(labels.map(clean_label), unique=True, max_size=6))
def test_labels_never_share_a_folder_not_even_where_case_does_not_count(found: list[str]) -> None:
    names: list[str] = []
    for label in found:
        names.append(folder_name(label, taken=names))
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in names}) == len(found)
    assert all(CUT_MARK in name or label_of(name) == label for name, label in zip(names, found, strict=True))


@pytest.mark.parametrize("name", ["100%", "%zz", "caf\udce9", "plain"])
def test_a_folder_that_sayso_did_not_name_means_what_it_says(name: str) -> None:
    assert label_of(name) == name


@pytest.mark.parametrize(("typed", "label"), [("  seven\n", "seven"), ("gro\u0308sse", "grösse")])
def test_a_label_is_kept_without_spaces_around_it_and_composed(typed: str, label: str) -> None:
    assert clean_label(typed) == label


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [("", "is empty"), ("  ", "is empty"), ("a\x1b[2J", "cannot be shown"), ("a\ud800", "cannot be shown"),
     ("a\nb", "cannot be shown"), ("x" * 1001, "has 1001 characters")],
)  # fmt: skip
def test_a_label_that_cannot_be_shown_is_refused_in_one_line(typed: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint) as refusal:
        clean_label(typed)
    assert str(refusal.value).isprintable()
