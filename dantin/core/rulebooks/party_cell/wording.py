"""Lời văn: mỗi kết luận một câu, cho màn hình, biên bản và trang công khai."""

from collections.abc import Mapping

from dantin.core.law import Outcome

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET

WORDING: Mapping[str, Mapping[Outcome, str]] = {
    "PC-REGISTER-1": {
        MET: "Chi bộ có {official_members} đảng viên chính thức, đủ vì cần ít nhất {needed}.",
        NOT_MET: "Chỉ có {official_members} đảng viên chính thức, cần ít nhất {needed}: chưa có chi bộ riêng.",
    },
    "PC-REGISTER-2": {
        MET: "Cơ số là {base}: {convened} đảng viên chính thức được triệu tập, trừ {temporarily_transferred} "
        "chuyển sinh hoạt tạm thời, {exempt_absent} được miễn sinh hoạt không dự, {suspended_or_detained} bị đình chỉ "
        "hoặc tạm giam, {excused_whole_congress} vắng suốt đại hội có lý do.",
        NOT_MET: "Cơ số bằng 0: trong {convened} đảng viên được triệu tập không còn ai để tính.",
    },
    "PC-PLAN-1": {
        MET: "Chi bộ có {official_members} đảng viên chính thức, từ {needed} trở lên: bầu chi ủy trước.",
        NOT_MET: "Chi bộ có {official_members} đảng viên chính thức, dưới {needed}: bầu bí thư trực tiếp, "
        "không bầu chi ủy.",
    },
    "PC-PLAN-2": {
        MET: "Chi bộ có {official_members} đảng viên chính thức, {exempt} người được miễn sinh hoạt: đại hội quyết "
        "định có bầu chi ủy hay không.",
        NOT_MET: "Chi bộ có {official_members} đảng viên chính thức, {exempt} người được miễn sinh hoạt: đại hội chỉ "
        "được chọn không bầu chi ủy khi có đúng {among} người, {asked} người được miễn.",
    },
    "PC-NOMINATE-1": {
        MET: "{candidate}: là đảng viên chính thức.",
        NOT_MET: "{candidate}: không phải đảng viên chính thức nên không được ứng cử.",
    },
    "PC-NOMINATE-2": {
        MET: "{candidate}: sinh hoạt ở chi bộ này.",
        NOT_MET: "{candidate}: sinh hoạt ở chi bộ khác, phải chuyển sinh hoạt đảng trước đại hội.",
    },
    "PC-NOMINATE-3": {
        MET: "Danh sách {candidates} người để bầu {seats}, số dư {surplus}: đúng quy định.",
        NOT_MET: "Danh sách {candidates} người để bầu {seats}, số dư {surplus}: phải từ {least} đến {most}.",
    },
    "PC-NOMINATE-4": {
        MET: "{candidate}: là chi ủy viên.",
        NOT_MET: "{candidate}: không phải chi ủy viên, nên không bầu làm bí thư hoặc phó bí thư được.",
    },
    "PC-NOMINATE-5": {
        MET: "Đã được công nhận trưởng thôn ngày {recognised_on}, trước hoặc trong ngày đại hội {congress_on}.",
        NOT_MET: "Đến ngày đại hội {congress_on} chưa có quyết định công nhận trưởng thôn.",
    },
    "PC-NOMINATE-6": {
        MET: "{candidate}: {in_favour} trên {present} người dự đồng ý, đủ vì cần ít nhất {needed}: được vào danh sách.",
        NOT_MET: "{candidate}: {in_favour} trên {present} người dự đồng ý, chưa đủ vì cần ít nhất {needed}: không vào "
        "danh sách.",
    },
    "PC-NOMINATE-7": {
        MET: "{candidate}: đề cử được.",
        NOT_MET: "{candidate} không có trong danh sách cấp ủy chuẩn bị: cấp ủy viên đương nhiệm không đề cử, không "
        "nhận đề cử ngoài danh sách ấy.",
    },
    "PC-BALLOT-1": {
        MET: "Phiếu hợp lệ: bầu {votes} người, không quá {seats} người cần bầu.",
        NOT_MET: "Phiếu không hợp lệ: {reason}; bầu {votes} người, cần bầu {seats}.",
    },
    "PC-BALLOT-2": {
        MET: "{candidate}: vào ban kiểm phiếu được.",
        NOT_MET: "{candidate} không kiểm phiếu được: ban kiểm phiếu là đảng viên chính thức, không có tên trong danh "
        "sách bầu.",
    },
    "PC-DECIDE-1": {
        MET: "{candidate}: được {votes} phiếu trên cơ số {base}, đạt vì cần ít nhất {needed}.",
        NOT_MET: "{candidate}: được {votes} phiếu trên cơ số {base}, chưa đạt vì cần ít nhất {needed}.",
    },
    "PC-DECIDE-2": {
        MET: "Có mặt {present} trên {base} đảng viên chính thức được triệu tập, đủ vì cần ít nhất {needed}.",
        NOT_MET: "Có mặt {present} trên {base} đảng viên chính thức được triệu tập, chưa đủ vì cần ít nhất {needed}.",
    },
    "PC-DECIDE-3": {
        MET: "Quá nửa nhiều hơn {seats} người cần bầu: lấy từ cao xuống, người cuối được {last} phiếu, "
        "người kế tiếp {following}.",
        NOT_MET: "Bằng nhau {last} phiếu ở suất cuối của {seats} người cần bầu: bầu lại giữa những người bằng phiếu.",
    },
    "PC-DECIDE-4": {
        MET: "Bầu lại giữa những người bằng phiếu: {last} phiếu hơn {following} phiếu là trúng, không cần quá nửa.",
        NOT_MET: "Bầu lại vẫn bằng nhau {last} phiếu: đại hội quyết định có bầu nữa không.",
    },
    "PC-DECIDE-5": {
        MET: "Lần bầu {round} còn thiếu: đại hội quyết định có bầu tiếp không.",
        NOT_MET: "Lần bầu {round} vẫn chưa bầu được bí thư: cấp ủy cấp trên chỉ định.",
    },
}
