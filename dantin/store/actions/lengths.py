"""Chữ dài quá ô: what a column cannot keep is refused in words. PostgreSQL would refuse it without, SQLite keep it."""

from django.db.models import CharField, Model

from dantin.store.refusals import refuse_if

_WORDS = {
    "actor": "Tên người làm",
    "device": "Tên máy",
    "recorded_by": "Tên người nhập",
    "issued_by": "Tên người lấy số",
    "printed_by": "Tên người in",
    "signed_by": "Tên người ký",
    "decision_number": "Số văn bản",
    "report_number": "Số báo cáo",
    "posted_at": "Nơi niêm yết",
    "minutes_number": "Số biên bản",
    "paper_number": "Số văn bản",
    "chair_paper": "Số văn bản",
    "organisation": "Đơn vị",
    "label": "Tên màn hình",
    "reason": "Lý do",
    "why": "Lý do",
    "convened_why": "Lý do triệu tập lại",
    "words": "Nội dung",
    "ethnic_group": "Dân tộc",
    "education": "Trình độ học vấn",
    "political_training": "Lý luận chính trị",
    "occupation": "Nghề nghiệp",
    "post": "Chức vụ hiện nay",
    "residence": "Nơi thường trú",
    "name": "Tên",
    "title": "Chức vụ",
}


def refuse_too_long(model: type[Model], **texts: str) -> None:
    """Raise `Refused` for the first text that its column of the model cannot keep whole."""
    for name, text in texts.items():
        column = model._meta.get_field(name)
        assert isinstance(column, CharField)
        assert column.max_length is not None, name
        most, got = column.max_length, len(text)
        refuse_if(got > most, "text.too_long", what=_WORDS[name], begins=text[:24], got=got, most=most)
        refuse_if("\x00" in text, "text.unreadable", what=_WORDS[name])
