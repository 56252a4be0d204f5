from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import getFont, stringWidth

from app.services.documents.fonts import faces


def test_letters_that_the_chinese_font_lacks_are_found() -> None:
    plain = getFont(faces({"łŠżő客户"}, set()).plain).face
    assert {"ł", "Š", "ż", "ő", "客", "户"} <= {chr(code) for code in plain.charToGlyph}
    assert 0 not in {plain.charToGlyph[ord(character)] for character in "łŠżő客户"}


def test_a_hanzi_is_an_em_and_figures_are_equally_wide() -> None:
    used = faces({"龘"}, {"龘"})
    assert stringWidth("龘", used.plain, 10) == stringWidth("龘", used.bold, 10) == 10
    assert len({stringWidth(digit, face, 10) for digit in "0123456789" for face in (used.plain, used.bold)}) == 1


def test_a_font_is_made_again_only_for_new_characters() -> None:
    first = faces({"魑魅"}, set()).plain
    assert faces({"魅"}, set()).plain == first
    assert faces({"魍"}, set()).plain != first
