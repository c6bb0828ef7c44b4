"""Lời văn: mỗi kết luận một câu, cho màn hình, biên bản và trang công khai."""

from collections.abc import Mapping

from dantin.core.law import Outcome

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET

WORDING: Mapping[str, Mapping[Outcome, str]] = {
    "VH-REGISTER-1": {
        MET: "Thành phần cử tri ({electorate}) đúng quy định.",
        NOT_MET: "Thành phần cử tri ({electorate}) không đúng: chỉ đại diện hộ gia đình được bầu.",
    },
    "VH-BALLOT-1": {
        MET: "Hình thức bầu ({vote_form}) phù hợp với cách tổ chức ({procedure}).",
        NOT_MET: "Chỉ cuộc họp mới biểu quyết giơ tay; ở đây là {procedure}.",
    },
    "VH-NOMINATE-1": {
        MET: "Danh sách có {candidates} người ứng cử.",
        NOT_MET: "Không có người ứng cử: chỉ định trưởng thôn lâm thời.",
    },
    "VH-PLAN-2": {
        MET: "Bầu lại ngày {held_on}, sau lần đầu {days} ngày, trong hạn {within} ngày.",
        NOT_MET: "Bầu lại ngày {held_on}, sau lần đầu {days} ngày, quá hạn {within} ngày.",
    },
    "VH-DECIDE-1": {
        MET: "{candidate}: được {votes} phiếu trên tổng số {base}, đạt vì cần ít nhất {needed}.",
        NOT_MET: "{candidate}: được {votes} phiếu trên tổng số {base}, chưa đạt vì cần ít nhất {needed}.",
    },
    "VH-DECIDE-2": {
        MET: "Có {attended} người dự trên tổng số {base}, đủ vì cần ít nhất {needed}.",
        NOT_MET: "Có {attended} người dự trên tổng số {base}, chưa đủ vì cần ít nhất {needed}.",
    },
    "VH-DECIDE-3": {
        MET: "Lần bầu {round} chưa bầu được: còn một lần bầu lại.",
        NOT_MET: "Lần bầu {round} vẫn chưa bầu được: chỉ định trưởng thôn lâm thời.",
    },
    "VH-RECORD-1": {
        MET: "Nhận ngày {received_on}: công nhận trong {working_days} ngày làm việc, chậm nhất {by}.",
        NOT_MET: "Nhận ngày {received_on}: lịch ngày nghỉ chưa có để tính {working_days} ngày làm việc.",
    },
    "VH-RECORD-2": {
        MET: "Giao lâm thời đến {until_on}, trong {months} tháng kể từ quyết định ngày {decided_on}.",
        NOT_MET: "Giao lâm thời đến {until_on}, quá {months} tháng từ quyết định ngày {decided_on}: chậm nhất {last}.",
    },
    "VH-RECORD-3": {
        MET: "Quyết định bầu người mới ngày {called_on}, sau {days} ngày, trong hạn {within} ngày.",
        NOT_MET: "Quyết định bầu người mới ngày {called_on}, sau {days} ngày, quá hạn {within} ngày.",
    },
    "VH-RECORD-4": {
        MET: "Nhận ngày {received_on}, quyết định ngày {decided_on}, trong {working_days} ngày làm việc: "
        "chậm nhất {by}.",
        NOT_MET: "Nhận ngày {received_on}, quyết định ngày {decided_on}, quá {working_days} ngày làm việc: "
        "chậm nhất {by}.",
    },
    "VH-RECORD-5": {
        MET: "Kéo dài đến {until_on}, nhiệm kỳ hết năm {term_ends_in}.",
        NOT_MET: "Kéo dài đến {until_on}, trước năm cuối nhiệm kỳ {term_ends_in}: không kéo dài gì.",
    },
}
