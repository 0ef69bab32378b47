"""Words that recur where people differed: once a sentence, common ones left out, never one person's own."""

from analysis.recurring import recurring_words

SAID = [
    "The source is named, the source is good.",
    "No SOURCE for the second claim.",
    "It names its source, but the claim is thin.",
    "Claims without evidence.",
]


def test_a_word_counts_once_a_sentence_whatever_its_capitals():
    assert recurring_words(SAID) == (("source", 3),)


def test_fewer_sentences_may_be_asked_for_and_ties_go_by_alphabet():
    assert recurring_words(SAID, at_least=2) == (("source", 3), ("claim", 2))
    assert recurring_words(["zebra apple", "apple zebra"], at_least=2) == (("apple", 2), ("zebra", 2))


def test_common_and_short_words_are_left_out_in_both_languages():
    assert recurring_words(["because the work is out", "porque este trabajo no", "it is so"] * 3, at_least=1) == ()


def test_letters_with_accents_and_inner_marks_are_one_word():
    assert recurring_words(["explicación well-argued"] * 3) == (("explicación", 3), ("well-argued", 3))


def test_there_are_at_most_so_many():
    assert len(recurring_words(["alpha bravo charlie delta echoes foxtrot golfing hotels"] * 3)) == 6


def test_without_sentences_there_are_no_words():
    assert recurring_words([]) == ()
