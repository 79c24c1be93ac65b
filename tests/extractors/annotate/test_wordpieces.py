"""Words to pieces and shapes. The tokenizer is a real one of the same kind, made here with a small vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from extractors.annotate.wordpieces import CLS, MAX_PIECES_PER_WORD, SEP, SHAPES, UNK, WordPieces, plain_form, shape_of


@pytest.fixture(scope="module")
def split() -> WordPieces:
    vocabulary = {
        "[UNK]": UNK,
        "[CLS]": CLS,
        "[SEP]": SEP,
        "talks": 1,
        "talk": 2,
        "##ed": 3,
        "-": 4,
        '"': 5,
        "x": 6,
        "##x": 7,
    }
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return WordPieces(tokenizer)


def test_first_and_last_pieces(split: WordPieces) -> None:
    pieces = split.encode(["Talks", "Talked", "“"])
    assert pieces.pieces == [CLS, 1, 2, 3, 5, SEP]
    assert pieces.first == [1, 2, 4]
    assert pieces.last == [1, 3, 4]
    assert [SHAPES[number] for number in pieces.shapes] == ["title", "title", "quote"]
    assert [SHAPES[number] for number in pieces.piece_shapes] == ["edge", "title", "title", "title", "quote", "edge"]


@pytest.mark.parametrize(
    ("written", "read"),
    [("``", '"'), ("’’", "''"), ("-LRB-", "("), ("--", "—"), ("don’t", "don't"), ("…", "..."), ("Kabul", "Kabul")],
)
def test_plain_form(written: str, read: str) -> None:
    assert plain_form(written) == read


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", "lower"), ("Talks", "title"), ("IAEA", "upper"), ("I", "letter"), ("McCain", "mixed"),
        ("U.S.", "abbreviation"), ("2024", "digits"), ("10,000", "number"), ("G8", "alphanumeric"), (".", "stop"),
        ("?!", "question"), ("$", "currency"), ("...", "ellipsis"), ("'s", "clitic"), ("(", "open"), ("", "symbol"),
        ("https://example.org", "address"), ("北京", "uncased"), ("—", "dash"), ("😀", "symbol"), ("al-Ani", "mixed"),
        ("South-East", "mixed"),
    ],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@pytest.mark.parametrize("word", ["", "\x00", "\u200b", "😀", "x" * 5000, "\ud800", "\n\n"])
def test_odd_words_have_pieces(split: WordPieces, word: str) -> None:
    assert 1 <= split.count(word) <= MAX_PIECES_PER_WORD


@given(st.lists(st.text(max_size=80)))
def test_every_word_has_a_first_and_a_last_piece(split: WordPieces, words: list[str]) -> None:
    pieces = split.encode(words)
    assert len(pieces.first) == len(pieces.last) == len(pieces.shapes) == len(words)
    assert len(pieces.pieces) == len(pieces.piece_shapes)
    followers = [*pieces.first, len(pieces.pieces) - 1][1:]
    for first, last, following in zip(pieces.first, pieces.last, followers, strict=True):
        assert first <= last == following - 1
