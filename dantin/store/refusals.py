"""Từ chối: an action may not run now. Not the law's answer and not a bug; it is shown to the person."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from dantin.locale.words import of_kind

SENTENCES = {
    "side.not_here": "Máy chủ này không giữ số liệu của bên {side}. Mở đúng máy chủ của bên ấy.",
    "count.no_such_sheet": "Không có biên bản {sheet} ở bên này. Kiểm tra lại mã biên bản.",
    "count.already_signed": "Biên bản của {place} đã ký, không nhập thêm được. Muốn sửa thì lập biên bản thay thế.",
    "count.two_readers_already": "Biên bản của {place} đã có hai người đọc. Chỉ hai người ấy được đọc lại.",
    "count.three_readers_already": "Biên bản của {place} đã có ba người đọc. Chỉ ba người ấy được đọc lại.",
    "count.readers_after_the_first": "Ở {place} đã có người nhập phiếu đếm: số người cùng đọc không đổi được nữa.",
    "count.does_not_add_up": "Số của {place} chưa khớp: {what} Mở biên bản giấy và sửa lại.",
    "count.list_unlawful": "Danh sách bầu của {place} không đúng: {sentence} Số liệu chưa ghi vào máy. Đoàn chủ tịch "
    "mở danh sách bầu để đại hội biểu quyết lại; phiếu đã bỏ theo danh sách này thì hỏi cấp ủy cấp trên.",
    "count.unknown_field": "Ô {field} không có trên biên bản của {place}.",
    "count.missing_field": "Biên bản của {place} còn thiếu ô {field}.",
    "count.not_a_count": "Ô {field} của {place} ghi {got}, cần một số đếm từ 0 trở lên.",
    "count.event_id_reused": "Mã lần đọc {event_id} đã dùng cho một lần đọc khác; lần gửi này chưa được nhận.",
    "count.device_out_of_order": "Máy {device} gửi lần đọc thứ {got}, máy chủ đang chờ lần thứ {expected}.",
    "count.device_chain_broken": "Máy {device}: lần đọc thứ {seq} không nối tiếp lần trước.",
    "count.recount_not_asked": "Biên bản của {place} chưa tới lúc đếm lại trên giấy: hai người đọc lại trước đã.",
    "count.recount_names_both": "Lần đếm lại của {place} phải nêu đúng hai lần đọc khác nhau.",
    "count.confirmation_without_recount": "Biên bản của {place} chưa có lần đếm lại để xác nhận.",
    "count.nobody_confirms_own_recount": "Người đếm lại không tự xác nhận số của mình.",
    "count.same_person_read": "{name} đã đọc biên bản này bằng một tài khoản khác. Lần thứ hai phải là một người khác.",
    "count.warning_unanswered": "Số của {place} có điều phải nói rõ lý do: {what} Đúng như giấy thì ghi "
    "lý do rồi gửi lại.",
    "count.flag_without_words": "Ghi vài lời: tờ giấy của {place} ghi gì, đã đếm lại chưa, ai chứng kiến.",
    "count.nothing_to_flag": "Số của {place} cộng lại khớp, không có gì phải báo lên. Gửi phiếu đếm như thường.",
    "count.no_flag_open": "{place} không có điều nào đang chờ cấp trên xác nhận.",
    "count.flag_before_agreement": "Số của {place} chưa có hai người đọc khớp nhau: xác nhận sau khi đã khớp.",
    "count.confirmed_without_words": "Ghi đã kiểm tra thế nào với {place}: xem giấy nào, nghe ai.",
    "count.confirmed_own_flag": "Người đã đọc phiếu đếm của {place} hoặc đã báo lên không tự xác nhận: cấp trên cử "
    "người khác.",
    "decide.flag_open": "Số trên giấy của {place} đã được báo là không khớp: cấp trên xác nhận trước rồi mới ký.",
    "decide.confirmed_and_signs": "Người xác nhận số liệu của {place} không tự ký kết luận: người khác ký.",
    "decide.not_agreed": "Biên bản của {place} chưa có hai người đọc khớp nhau, chưa kết luận được.",
    "decide.already_declared": "Lần bầu này của {place} đã có kết luận.",
    "count.which_cluster": "{place} kiểm phiếu ở {clusters} cụm: mở phiếu đếm của từng cụm ở trang của thôn rồi nhập.",
    "papers.no_such_village": "không có thôn, bản, khu phố nào mang tên hay mã “{said}” trong cuộc bầu này.",
    "papers.several_villages": "có nhiều nơi tên “{said}”: gõ mã thay cho tên. Các mã: {codes}.",
    "papers.other_side": "{form} là văn bản của bên kia: cuộc bầu {election} không có văn bản này.",
    "papers.no_election": "chưa có cuộc bầu nào của bên lập {form}.",
    "papers.no_number": "{form} không có số riêng.",
    "papers.already_numbered": "{form} này đã có số {number}. In lại thì mở trang của văn bản.",
    "papers.not_yet": "Ngày văn bản {day} còn chưa tới.",
    "papers.number_unread": "Số “{number}” đọc chưa được: gõ số trong sổ, như 12 hoặc 12a; phần chữ máy tự thêm.",
    "papers.number_taken": "Số {number} năm {year} đã dùng cho {form}, hồ sơ {record}. Xem lại sổ, gõ số khác.",
    "papers.number_missing": "{form} chưa có số: gõ số trong sổ của cơ quan.",
    "papers.template_reason": "Thay bản mẫu {form}: nói vì sao, theo văn bản nào (--ly-do).",
    "papers.signed_another": "Tệp này khác bản phần mềm lập của văn bản này. Tải bản có ô ký rồi ký lại.",
    "papers.signed_changed": "Tệp đã bị sửa sau khi ký, hoặc chữ ký hỏng. Ký lại trên bản có ô ký.",
    "papers.photo_of_another": "Ảnh này là của giấy khác, hồ sơ {record}, theo mã QR. Chụp đúng giấy này.",
    "papers.too_many_photos": "Văn bản này đã có {most} ảnh.",
    "papers.no_file": "Chọn tệp rồi tải lên.",
    "papers.ballot_photo": "Phiếu bầu không chụp, không giữ trong phần mềm.",
    "papers.no_record": "{place} chưa có hồ sơ để lập văn bản này.",
    "plan.clusters_before_slate": "{place} chưa chốt danh sách bầu cử: chia cụm sau khi chốt.",
    "plan.clusters_before_roll": "{place} chưa chốt tổng số trong danh sách: chốt rồi chia cụm.",
    "plan.clusters_too_late": "{place} đã khai mạc hoặc đã kiểm phiếu: cụm chia trước khi bầu.",
    "plan.cluster_names": "{place}: mỗi cụm có một tên, không trùng nhau.",
    "plan.cluster_alone": "{place}: chia cụm thì có ít nhất hai cụm. Một nơi kiểm phiếu thì để trống cả bảng.",
    "plan.cluster_size": "{place}: mỗi cụm từ {least} đến {most} hộ (A22-17), có cụm ghi {got}. Chia lại các cụm.",
    "plan.cluster_no_rule": "{place}: quy định {rulebook} không nói tới họp theo cụm. Hỏi cán bộ pháp chế.",
    "plan.cluster_sum": "{place}: các cụm cộng lại {got}, danh sách của cả nơi là {roll}. Sửa số của các cụm.",
    "plan.no_rule_in_force": "Ngày gọi bầu cử {day} nằm trong khoảng trống {hole}. {why} Cán bộ pháp chế phải cho phép "
    "một bộ quy định trước: trang Pháp chế của bàn làm việc, hoặc lệnh dantin allow-rulebook.",
    "plan.allowance_of_no_rulebook": "Không có bộ quy định {rulebook} cho cuộc bầu này. Chọn một trong: {known}.",
    "plan.paper_of_a_day_to_come": "Ngày văn bản {day} chưa tới. Kiểm tra lại ngày.",
    "plan.allowance_unsigned": "Văn bản cho phép phải có số và người ký.",
    "plan.allowance_ends_too_soon": "Ngày cuối {last} đứng trước ngày đầu {first}. Kiểm tra lại hai ngày.",
    "plan.allowance_outside_hole": "Từ {first} đến {last} không nằm trọn trong một khoảng trống: ngày đã có quy định "
    "thì không cho phép quy định khác. Các khoảng trống: {holes}.",
    "plan.allowance_overlaps": "Văn bản {number} đã cho phép từ {first} đến {last}. Chọn khoảng ngày không chồng lên.",
    "plan.no_such_allowance": "Không có cho phép nào số {number} đang còn hiệu lực. Xem lại số văn bản cho phép.",
    "plan.ending_before_allowance": "Văn bản ngày {day} ký trước văn bản trước nó (ngày {paper}). Kiểm tra lại ngày.",
    "plan.ending_does_not_shorten": "Ngày {last} không rút ngắn cho phép đang có từ {first} đến {until}. Chọn ngày sớm "
    "hơn, hoặc thu hồi cả văn bản.",
    "plan.no_such_province": "Ngày {day} không có tỉnh mã {place} trong danh sách đơn vị. Nạp danh sách ấy trước.",
    "plan.no_such_village": "Ngày {day} không có thôn mã {place}. Kiểm tra mã, hoặc ngày có và hết của thôn.",
    "plan.code_taken": "Mã {election} đã dùng cho một cuộc bầu khác. Đặt mã khác.",
    "plan.call_in_use": "Cuộc bầu {election} đã có danh sách nạp vào: quyết định gọi bầu cử không đổi được nữa.",
    "plan.village_in_two_waves": "Thôn {place} nằm trong hai đợt. Mỗi thôn bầu trong một đợt.",
    "plan.held_before_called": "Ngày bầu {held} đứng trước ngày ra quyết định {called}. Kiểm tra lại hai ngày.",
    "plan.wave_ends_too_soon": "Đợt {wave} kết thúc trước khi bắt đầu. Kiểm tra lại hai ngày.",
    "plan.term_ends_too_soon": "Nhiệm kỳ phải kết thúc sau năm bắt đầu. Kiểm tra lại hai năm.",
    "plan.no_such_previous": "Không có cuộc bầu trước mang mã {election} ở bên này. Kiểm tra lại mã, hoặc để trống.",
    "plan.unlawful_choice": "Quy định áp dụng không cho chọn như vậy: {what}",
    "plan.no_round_due": "Ở {place} chưa có kết luận nào cho phép mở thêm một lần bầu.",
    "plan.step_not_of_this_law": "Quy định áp dụng không có việc này. Chọn một việc trong bảng.",
    "plan.step_without_paper": "Việc đã xong phải có số văn bản. Ghi số quyết định, kế hoạch hoặc biên bản.",
    "plan.step_not_yet": "Ngày {day} chưa tới. Ghi khi việc đã xong.",
    "plan.step_before_call": "Ngày {day} đứng trước ngày gọi bầu cử {called}. Kiểm tra lại ngày.",
    "ballot.not_opened": "{place} chưa khai mạc lần bầu này. Bấm Khai mạc trước.",
    "ballot.closes_later": "{place}: {hour} chưa tới. Ghi khi đã kết thúc bỏ phiếu.",
    "ballot.closed_before_opened": "{place}: giờ kết thúc {hour} đứng trước giờ khai mạc {opened}. Kiểm tra lại giờ.",
    "ballot.counted_already": "{place} đã có người nhập phiếu đếm, không đổi hình thức hay danh sách được nữa.",
    "ballot.no_meeting_to_choose": "{place} không họp bầu: chỉ cuộc họp mới chọn hình thức; ngoài cuộc họp là "
    "phiếu kín.",
    "ballot.form_votes_missing": "Ghi số người dự và số người tán thành hình thức này.",
    "ballot.present_over_roll": "{place}: {present} người dự, nhiều hơn {roll} trong danh sách. Đếm lại số người dự.",
    "ballot.favour_over_present": "{in_favour} người tán thành, nhiều hơn {present} người dự. Đếm lại.",
    "ballot.form_not_chosen": "{in_favour} trên {present} người dự tán thành, cần ít nhất {needed} (A23-08). Hỏi lại "
    "cuộc họp.",
    "ballot.no_board_to_choose": "{place} không bầu Ban kiểm phiếu: chỉ cuộc họp bỏ phiếu kín theo quy định từ năm "
    "2023 mới bầu; nơi khác Tổ bầu cử kiểm phiếu.",
    "ballot.board_size": "Ban kiểm phiếu có {found} người; phải từ {least} đến {most} người (A23-10).",
    "ballot.board_witnesses": "Ghi đủ {needed} người chứng kiến, đang có {found} (A23-10).",
    "ballot.board_twice": "{name} được ghi hai lần. Mỗi người một việc; hai người trùng tên thì ghi thêm chữ "
    "phân biệt.",
    "ballot.board_candidate": "{name} là người ứng cử, không kiểm phiếu và không chứng kiến. Chọn người khác; trùng "
    "tên thì ghi thêm chữ phân biệt.",
    "ballot.board_not_chosen": "{in_favour} trên {present} người dự đồng ý, cần ít nhất {needed} (A23-10). Giới thiệu "
    "người khác.",
    "nominate.joined_but_no_member": "{name} có ngày vào Đảng nhưng chưa ghi là đảng viên. Chọn là đảng viên, hoặc bỏ "
    "ngày.",
    "nominate.joined_later": "Ngày vào Đảng {day} chưa tới. Xem lại tờ khai.",
    "nominate.joined_before_born": "Ngày vào Đảng {day} không sau năm sinh {year}. Xem lại tờ khai.",
    "nominate.too_young": "{name} chưa đủ 21 tuổi (A22-18).",
    "nominate.not_at_a_meeting": "{place} không họp bầu: người tự ứng cử hoặc được đề cử thêm chỉ ghi ở cuộc họp.",
    "plan.wave_without_paper": "Chuyển đợt phải có số quyết định và lý do.",
    "plan.wave_without_name": "Đặt tên cho đợt mới, như “đợt 2”.",
    "plan.no_such_wave": "Không có đợt {wave} trong cuộc bầu này. Chọn một đợt đã có, hoặc ghi ngày của đợt mới.",
    "plan.wave_name_taken": "Đợt {wave} đã có, bầu ngày {day}. Đặt tên khác cho đợt mới, hoặc bỏ trống ngày.",
    "plan.wave_same": "{place} đang ở đợt {wave} rồi.",
    "plan.wave_not_now": "{place} đã tới ngày bầu hoặc đã bắt đầu bầu: không chuyển đợt được nữa. Thiên tai, dịch bệnh "
    "thì ghi quyết định hoãn.",
    "plan.wave_day_passed": "Ngày {day} của đợt ấy đã qua, hoặc đứng trước ngày quyết định. Chọn đợt có ngày sắp tới.",
    "plan.step_nowhere": "Chưa chọn thôn nào. Đánh dấu các thôn đã xong việc này.",
    "register.no_such_household": "Thôn không có hộ số {household}. Xem lại số hộ trong danh sách.",
    "register.ballot_received": "Thôn đã kiểm phiếu: người đại diện hộ chỉ thay được trước khi hộ nhận phiếu.",
    "register.name_missing": "Ghi họ tên người đại diện mới.",
    "register.authority_missing": "Ghi giấy cử hoặc giấy ủy quyền: số, ngày hoặc người ký.",
    "register.represents_another": "{name} đang đại diện hộ số {households}. Chưa có văn bản nào nói một người đại "
    "diện hai hộ thì làm thế nào (F-17): hỏi cán bộ pháp chế. Nếu là hai người trùng tên, ghi rõ vì sao biết.",
    "register.not_yet": "Ngày {day} chưa tới. Kiểm tra lại ngày.",
    "register.posting_place_missing": "Ghi nơi niêm yết, như nhà văn hóa thôn.",
    "register.no_decision_to_post": "Thôn chưa ghi quyết định thành lập Tổ bầu cử để niêm yết. Ghi ở trang Ứng cử "
    "trước, hoặc bỏ dấu ở ô quyết định.",
    "register.posted_before_decision": "Ngày niêm yết {day} đứng trước ngày quyết định {decided}. Kiểm tra lại ngày.",
    "register.posted_already": "Lần niêm yết này đã ghi.",
    "register.complaint_after_roll": "Danh sách đã chốt ngày {day}: khiếu nại về danh sách nhận trước ngày chốt "
    "(F-18). Khiếu nại nhận sau thì gửi Ủy ban nhân dân xã.",
    "register.complaint_empty": "Ghi người khiếu nại và nội dung.",
    "register.no_such_complaint": "Thôn không có khiếu nại số {number}.",
    "register.complaint_answered": "Khiếu nại số {number} đã trả lời.",
    "register.answer_before_complaint": "Ngày trả lời {day} đứng trước ngày nhận khiếu nại.",
    "register.answer_empty": "Ghi số văn bản và nội dung trả lời.",
    "register.already_certified": "Danh sách của thôn đã chốt {count}, ngày {day}. Con số ấy không đổi nữa.",
    "register.complaints_open": "Còn khiếu nại số {numbers} chưa trả lời. Trả lời xong rồi chốt danh sách.",
    "register.electorate_open": "Quyết định gọi bầu cử chưa nói ai bầu: toàn thể cử tri hay đại diện hộ. Hỏi tỉnh "
    "trước khi chốt.",
    "register.count_missing": "Ghi tổng số của thôn, là một số từ 1 trở lên.",
    "register.count_differs": "Ghi {count} nhưng danh sách hộ có {households} hộ. Đọc lại danh sách rồi chốt.",
    "nominate.slate_is_closed": "Danh sách bầu cử của thôn đã chốt, không thêm bớt được nữa.",
    "nominate.withdrew_after_slate": "{name} xin rút sau khi danh sách đã chốt. Chưa thấy văn bản nào nói phải làm "
    "thế nào (F-06): dừng lại, hỏi cán bộ pháp chế.",
    "nominate.name_missing": "Ghi họ tên người ứng cử.",
    "nominate.nominated_already": "{name} đã có trong danh sách dự kiến của thôn.",
    "nominate.team_member_stands": "{name} ở trong Tổ bầu cử. Người ứng cử không ở trong Tổ (F-21): thay người trong "
    "Tổ trước.",
    "nominate.no_such_nominee": "Danh sách dự kiến của thôn không có người này. Mở lại trang.",
    "nominate.withdrawn_already": "{name} đã xin rút.",
    "nominate.not_yet": "Ngày {day} chưa tới. Kiểm tra lại ngày.",
    "nominate.paper_missing": "Ghi số biên bản hoặc văn bản.",
    "nominate.votes_over_present": "{name}: tán thành và không tán thành cộng lại {votes}, nhiều hơn {present} người "
    "dự.",
    "nominate.conference_told": "Hội nghị theo biên bản {number} đã ghi rồi, đúng các số này. Không phải ghi lại.",
    "nominate.nobody_voted_on": "Ghi số tán thành của ít nhất một người.",
    "nominate.agreed_already": "{name} đã ghi văn bản thống nhất.",
    "nominate.own_proposal": "Người đã ghi giới thiệu không tự chốt danh sách: một người khác của Mặt trận chốt.",
    "nominate.objections": "Chưa chốt được: {what}",
    "nominate.reason_missing": "Còn điều phải lưu ý: ghi lý do vẫn chốt danh sách.",
    "nominate.choice_open": "Chọn cách tổ chức và hình thức bầu.",
    "plan.team_without_leader": "Tổ bầu cử cần đúng một tổ trưởng và một thư ký.",
    "plan.team_person_twice": "{name} có tên hai lần trong Tổ bầu cử.",
    "plan.team_member_stands": "{name} là người ứng cử, không ở trong Tổ bầu cử được (F-21). Chọn người khác.",
    "plan.chair_not_designated": "{name} đang là trưởng thôn và là tổ trưởng: Chủ tịch Ủy ban nhân dân xã phải chỉ "
    "định người chủ trì sau khi thống nhất với Mặt trận xã (F-27). Ghi số văn bản chỉ định.",
    "record.no_such_declaration": "Không có kết luận {declaration} ở bên này. Kiểm tra lại mã kết luận.",
    "record.birth_year_missing": "Người trúng cử ở {place} chưa có năm sinh trong hồ sơ. Bổ sung rồi công nhận.",
    "record.nobody_elected": "Ở {place} chưa có người trúng cử, chưa công nhận được.",
    "record.already_recognised": "Người trúng cử ở {place} đã được công nhận.",
    "record.no_longer_stands": "Kết luận của {place} không còn hiệu lực: kết quả đã huỷ, hoặc biên bản đang được thay.",
    "record.nothing_to_receive": "{place} không có kết luận trúng cử đang có hiệu lực, nên chưa có báo cáo để nhận.",
    "record.received_to_come": "{place}: ngày nhận báo cáo chưa tới. Kiểm tra lại ngày.",
    "record.received_before_poll": "{place}: ngày nhận báo cáo đứng trước ngày bầu {held_on}. Kiểm tra lại ngày.",
    "after.complaint_open": "Ở {place} còn khiếu nại hoặc hồ sơ trả lại chưa được trả lời. Trả lời trước rồi làm bước "
    "này.",
    "after.postponed_not_now": "{place} không còn lần bầu nào đang chờ để hoãn: đã kiểm phiếu hoặc đã kết luận.",
    "after.day_set_not_now": "{place} không bị hoãn nên không định lại ngày. Ngày bầu lại thì định ở trang Lần bầu "
    "tiếp theo.",
    "after.interim_not_now": "{place} chưa tới lúc chỉ định lâm thời: chỉ sau hai lần bầu không được, không ai ứng cử, "
    "hoặc khuyết trưởng thôn.",
    "after.reelection_not_now": "{place} không có người trúng cử chờ công nhận, cũng không có lâm thời, nên không yêu "
    "cầu bầu lại ở đây.",
    "after.returned_not_now": "{place} không có hồ sơ trúng cử để trả lại tổ bầu cử.",
    "after.superseded_not_now": "{place} không có biên bản đã ký để thay thế.",
    "after.complaint_not_now": "{place} chưa bắt đầu bầu. Khiếu nại về danh sách ghi ở trang danh sách cử tri.",
    "after.answered_not_now": "{place} không có khiếu nại hay hồ sơ trả lại nào để trả lời.",
    "after.annulled_not_now": "{place} không có kết quả nào đang có hiệu lực để huỷ.",
    "after.left_not_now": "{place} không có trưởng thôn trúng cử trong cuộc bầu này, không ghi thôi làm được.",
    "after.extended_not_now": "{place} đang giữa cuộc bầu, không kéo dài nhiệm kỳ được.",
    "after.no_round_to_postpone": "{place} chưa định ngày cho lần bầu tiếp theo nên không có ngày để hoãn.",
    "after.number_missing": "{place}: ghi số quyết định.",
    "after.reason_missing": "{place}: ghi lý do, hoặc nội dung cần trả lời, trong một hai câu.",
    "after.day_missing": "{place}: văn bản này còn thiếu ngày, hoặc lý do thôi làm. Ghi đủ rồi lưu.",
    "after.day_to_come": "{place}: ngày văn bản chưa tới. Kiểm tra lại ngày.",
    "after.day_has_passed": "{place}: ngày bầu mới đứng trước ngày quyết định. Kiểm tra lại hai ngày.",
    "after.ends_too_soon": "{place}: ngày cuối đứng trước ngày đầu. Kiểm tra lại hai ngày.",
    "after.which_vote": "{place}: luật không nói lần bầu này tính là lần đầu hay lần bầu lại. Quyết định phải nói rõ: "
    "chọn một trong hai.",
    "after.already_recognised": "Người trúng cử ở {place} đã được công nhận. Muốn bầu lại thì phải có quyết định huỷ "
    "kết quả.",
    "after.recognised_so_annul": "Người trúng cử ở {place} đã được công nhận: không thay biên bản được nữa. Có sai thì "
    "cấp có thẩm quyền huỷ kết quả.",
    "after.interim_appointed": "{place} đã có người được giao lâm thời theo kết quả cũ. Huỷ kết quả trước rồi sửa.",
    "after.returned_already": "{place} còn việc chưa được trả lời. Chờ trả lời rồi mới trả hồ sơ lần nữa.",
    "after.nothing_signed": "{place} không có kết luận nào đang có hiệu lực: chưa ký, đã huỷ, hoặc đang thay biên bản.",
    "after.nothing_to_answer": "{place} không có khiếu nại hay hồ sơ trả lại ấy, hoặc việc ấy đã trả lời.",
    "after.nobody_in_office": "{place} chưa có trưởng thôn được công nhận trong cuộc bầu này.",
    "after.left_already": "Trưởng thôn của {place} đã thôi làm.",
    "after.not_vacant_to_fill": "{place} chưa ghi trưởng thôn thôi làm, nên không có chỗ khuyết để bầu bổ sung. "
    "Ghi trưởng thôn thôi làm trước.",
    "after.by_election_called": "{place} đã có quyết định bầu bổ sung cho chỗ khuyết này.",
    "after.called_before_leaving": "Ngày quyết định đứng trước ngày công nhận cho thôi làm ({left}). Kiểm tra "
    "lại ngày.",
    "after.term_is_over": "Nhiệm kỳ của {place} hết năm {last}, trước ngày bầu này: bầu cùng cuộc bầu chung, hoặc hỏi "
    "cán bộ pháp chế.",
    "after.choices_missing": "{place}: quyết định phải nói ai đi bầu, cách tổ chức và hình thức bầu.",
    "after.not_vacant": "{place} đang có người trúng cử. Chỉ định lâm thời khi đã ghi trưởng thôn thôi làm.",
    "after.interim_before_vacancy": "{place} khuyết từ ngày {since}: lâm thời không bắt đầu trước ngày ấy. Kiểm tra "
    "lại ngày.",
    "after.interim_unnamed": "{place}: ghi họ tên người được giao lâm thời, từ ngày nào đến ngày nào.",
    "after.interim_already": "{place} đang có người được giao lâm thời. Người ấy hết hạn hoặc thôi làm "
    "rồi mới giao nữa.",
    "after.second_interim": "{place} đã có một lần chỉ định lâm thời. Luật không nói có chỉ định lần nữa không: hỏi "
    "cán bộ pháp chế, rồi ghi vì sao giao lần nữa.",
    "after.interim_too_long": "{place}: lâm thời không quá {months} tháng kể từ quyết định, chậm nhất ngày {last}.",
    "after.somebody_stands": "{place} có người ứng cử trong danh sách: bầu theo danh sách, hoặc hoãn ngày bầu.",
    "after.no_extension": "Quy định áp dụng vào ngày quyết định của {place} không nói tới kéo dài nhiệm kỳ. Hỏi cán bộ "
    "pháp chế.",
    "plan.congress_begun": "{place} đã điểm danh hoặc đã khai mạc: không chuyển đợt được nữa. Không đủ hai phần ba thì "
    "triệu tập lại ngày khác.",
    "plan.congress_over": "Đại hội của {place} đã bế mạc: kế hoạch không ghi thêm được.",
    "plan.no_such_congress": "Chi bộ {place} không có đại hội trong đợt này. Tải lại trang rồi chọn lại.",
    "plan.no_cell_ticked": "Chọn ít nhất một chi bộ.",
    "plan.notice_without_paper": "Thông báo phải có số văn bản.",
    "plan.notice_after_congress": "Ngày gửi {day} đứng sau ngày đại hội của {place}. Kiểm tra lại ngày.",
    "plan.official_without_title": "Ghi cả họ tên và chức vụ của cán bộ được cử.",
    "plan.lesson_empty": "Viết kinh nghiệm cần truyền lại.",
    "plan.lesson_too_early": "Đợt {wave} chưa có đại hội nào khai mạc: ghi kinh nghiệm sau khi đã làm.",
    "after.extends_nothing": "{place}: kéo dài đến ngày ấy không quá nhiệm kỳ, hết năm {last}. Kiểm tra lại ngày.",
    "after.no_rule_in_force": "Ngày {day} chưa có quy định nào được biết. {why} Hỏi cán bộ pháp chế.",
    "bridge.bad_signature": "Chữ ký của danh sách không thuộc khoá nào bên này tin. Xin lại từ bên Nhà nước.",
    "bridge.bad_signature_of_party": "Chữ ký của tệp không thuộc khoá nào của bên Đảng mà bên này tin. Xin lại tệp.",
    "bridge.no_answers": "Tệp không phải câu trả lời của bên Đảng.",
    "bridge.older_file": "Tệp này lập trước tệp đã nhận: không nhận. Xin tệp mới hơn.",
    "bridge.not_a_file": "Tệp không phải danh sách trưởng thôn được công nhận của Dân Tin.",
    "congress.head_not_recognised": "Trưởng thôn của {place} chưa được công nhận trước ngày đại hội: chưa khai mạc.",
    "congress.already_open": "Đại hội của {place} đã khai mạc.",
    "congress.too_many_present": "{place} chỉ có {expected} đảng viên chính thức, số có mặt ghi {got}. Đếm lại người "
    "chính thức, không tính dự bị và khách.",
    "congress.quorum_was_met": "Đại hội của {place} đang đủ hai phần ba, chưa khai mạc hoặc đã bế mạc: không triệu "
    "tập lại vì thiếu người được.",
    "congress.sits_again_later": "Ngày đại hội lại của {place} phải sau ngày đại hội trước.",
    "primary_cell.one_cell": "Thôn mã {place} không có nhiều chi bộ, không phải ghi chi bộ chính.",
    "primary_cell.not_of_the_village": "Chi bộ ấy không thuộc thôn mã {place}. Chọn một trong: {cells}.",
    "primary_cell.without_paper": "Thôn mã {place}: ghi số văn bản xác định chi bộ chính.",
    "primary_cell.paper_to_come": "Thôn mã {place}: ngày văn bản ở sau hôm nay. Kiểm tra lại ngày.",
    "primary_cell.another_is_in_congress": "{place} đã khai mạc đại hội: chi bộ chính của thôn không đổi nữa.",
    "primary_cell.not_answered": "{place}: thôn có nhiều chi bộ ({cells}), quy định không nói chi bộ nào được tính. "
    "Cấp trên ghi chi bộ chính ở trang Thôn có nhiều chi bộ rồi mới ký biên bản.",
    "primary_cell.one_congress_a_village": "Thôn mã {place} đã có đại hội của chi bộ {other}, {cell} không triệu tập "
    "thêm ở đây được: mỗi thôn tính một đại hội, của chi bộ chính.",
    "primary_cell.is_another": "{place} không phải chi bộ chính của thôn (chi bộ chính: {primary}): đại hội này không "
    "tính ở đây.",
    "congress.not_open": "Đại hội của {place} chưa khai mạc hoặc đã bế mạc.",
    "congress.contests_unfinished": "Đại hội của {place} còn chức danh chưa bầu xong: {what}.",
    "congress.not_closed": "Đại hội của {place} chưa bế mạc, chưa ký biên bản được.",
    "congress.already_endorsed": "Kết quả đại hội của {place} đã được chuẩn y.",
    "congress.set_aside": "Lần đại hội này của {place} đã huỷ hoặc đã triệu tập lại: hồ sơ giữ nguyên, không ghi thêm. "
    "Ghi ở lần đang tính.",
    "congress.question_open": "Đại hội của {place} còn khiếu nại hoặc hồ sơ trả lại chưa trả lời: chưa chuẩn y được.",
    "congress.endorsement_refused": "Cấp trên đã quyết định không chuẩn y đại hội của {place}. Làm tiếp thì huỷ kết "
    "quả và cho đại hội lại.",
    "congress.sent_not_now": "Đại hội của {place} chưa ký biên bản, chưa báo cáo cấp trên được.",
    "congress.received_not_now": "Đại hội của {place} chưa ký biên bản, chưa có báo cáo để nhận.",
    "congress.returned_not_now": "Đại hội của {place} chưa ký biên bản, chưa có hồ sơ để trả.",
    "congress.complaint_not_now": "Đại hội của {place} chưa bế mạc. Khiếu nại trong lúc họp do đại hội giải quyết.",
    "congress.answered_not_now": "Đại hội của {place} chưa bế mạc, không có việc nào để trả lời.",
    "congress.refused_not_now": "Đại hội của {place} chưa ký biên bản, chưa có gì để chuẩn y hay không.",
    "congress.annulled_not_now": "Đại hội của {place} chưa bế mạc, không có kết quả nào để huỷ.",
    "congress.appointed_not_now": "Đại hội của {place} chưa ký biên bản. Ký xong rồi mới chỉ định bí thư.",
    "congress.handed_over_not_now": "Đại hội của {place} chưa ký biên bản, chưa tới lúc bàn giao.",
    "congress.sealed_not_now": "Đại hội của {place} chưa bế mạc. Niêm phong phiếu sau khi kiểm xong.",
    "congress.about_missing": "{place}: chọn việc này về mục nào của hồ sơ.",
    "congress.paper_before_congress": "{place}: ngày văn bản đứng trước ngày đại hội {held}. Kiểm tra lại ngày.",
    "congress.paper_already": "{place} đã ghi việc này rồi: {what}. Mỗi đại hội ghi một lần.",
    "congress.received_before_sent": "{place}: ngày nhận đứng trước ngày chi bộ gửi báo cáo. Kiểm tra lại ngày.",
    "congress.returned_already": "{place} còn một hồ sơ trả lại chưa trả lời. Chờ chi bộ trả lời rồi mới trả lần nữa.",
    "congress.nothing_to_answer": "{place} không có khiếu nại hay hồ sơ trả lại ấy, hoặc việc ấy đã trả lời.",
    "congress.answered_before": "{place}: ngày trả lời đứng trước ngày của văn bản được trả lời. Kiểm tra lại ngày.",
    "congress.new_day_missing": "{place}: huỷ kết quả thì phải định ngày đại hội lại.",
    "congress.secretary_elected": "Đại hội của {place} đã bầu được bí thư, hoặc bí thư đã được chỉ định. Muốn thay thì "
    "huỷ kết quả trước.",
    "congress.appointed_why": "Đại hội của {place} chưa bầu bí thư đến lần thứ ba. Chỉ định lúc này chỉ khi thật cần "
    "thiết: ghi lý do.",
    "congress.appointed_from_elsewhere": "{place}: chỉ định bí thư trong số chi ủy viên vừa được bầu; nơi không có chi "
    "ủy thì trong số đảng viên chính thức của chi bộ. Chọn lại.",
    "congress.not_endorsed": "Đại hội của {place} chưa được chuẩn y, chưa ghi bàn giao được.",
    "congress.not_signed": "Đại hội của {place} chưa ký biên bản, chưa chuẩn y được.",
    "absence.base_in_use": "Ở {place} đã nhập phiếu đếm: cơ số không đổi được nữa.",
    "absence.without_reason": "Ghi lý do vắng của {name} mà cấp triệu tập chấp nhận, và giấy tờ nếu có.",
    "absence.not_exempt": "{name} không được miễn sinh hoạt trong sổ. Chọn lý do khác, hoặc sửa sổ đảng viên trước.",
    "absence.not_official": "{name} không phải đảng viên chính thức: không ở trong cơ số, không phải ghi vắng.",
    "slate.scheme_before_the_congress": "Đại hội của {place} đã khai mạc: đề án nhân sự không ghi thêm được. Thêm "
    "người thì đề cử tại đại hội.",
    "slate.seats_missing": "Ghi số lượng cần bầu, từ 1 trở lên.",
    "slate.no_committee": "{place} không bầu chi ủy: bầu thẳng bí thư.",
    "slate.committee_is_settled": "{place} không có lựa chọn này: chỉ khi có đúng 9 đảng viên chính thức, trong đó 2 "
    "người được miễn sinh hoạt, và chưa nhập phiếu đếm nào.",
    "slate.committee_or_not_first": "Đại hội của {place} phải quyết định có bầu chi ủy hay không trước đã.",
    "slate.number_and_day": "Ghi cả số và ngày của văn bản cấp ủy cấp trên, hoặc để trống cả hai.",
    "slate.unlawful": "{sentence}",
    "slate.named_already": "{name} đã có trong danh sách này. Xem lại danh sách ở trên.",
    "slate.not_official": "{name} không phải đảng viên chính thức: không ứng cử, không nhận đề cử được.",
    "slate.not_in_the_committee": "{name} không trúng chi ủy: bí thư và phó bí thư bầu trong số chi ủy viên.",
    "slate.is_the_secretary": "{name} đã trúng bí thư, không bầu làm phó bí thư nữa.",
    "slate.no_floor_vote": "{name} không phải xin ý kiến riêng: biểu quyết cùng cả danh sách.",
    "slate.vote_on_seats_first": "Đại hội của {place} chưa biểu quyết số lượng cần bầu. Biểu quyết số lượng trước.",
    "slate.floor_vote_first": "Chưa xin ý kiến đại hội về người được đề cử ngoài danh sách chuẩn bị: {names}.",
    "slate.on_the_board": "{names} đang ở ban kiểm phiếu: bầu người khác thay, hoặc người ấy xin rút khỏi danh sách.",
    "slate.another_first": "Bầu {what} xong mới lập danh sách này: mỗi chức danh một lần bầu riêng.",
    "slate.is_closed": "Danh sách bầu của {place} không sửa được nữa: đã nhập phiếu đếm, hoặc đã sang lần bầu sau.",
    "heads.congress_is_over": "Đại hội của {place} đã bế mạc: không ghi thêm được.",
    "heads.no_name_yet": "Bên Nhà nước chưa gửi tên người được công nhận cho {place}.",
    "heads.not_among_them": "Người được chọn không trùng tên và năm sinh với {name}. Mở lại trang và chọn lại.",
    "heads.how_is_it_known": "Ghi vì sao biết ai là {name}, trong một câu.",
    "hands.not_of_this": "Biểu quyết này về việc khác. Mở lại trang của {place} và ghi lại.",
    "hands.not_of_the_cell": "Người được chọn không có trong sổ đảng viên của {place}. Mở lại trang và chọn lại.",
    "hands.nobody_named": "Chọn ít nhất một người.",
    "hands.named_twice": "Mỗi người chỉ chọn một lần. Chọn lại.",
    "hands.one_leads": "Chọn đúng một người đứng đầu trong những người đã chọn.",
    "hands.chosen_already": "Đại hội của {place} đã bầu {what}. Mở lại trang để xem.",
    "hands.not_on_the_board": "Người vắng không ở trong ban kiểm phiếu của {place}. Mở lại trang và chọn lại.",
    "hands.may_not_count": "{sentence}",
    "hands.before_the_day": "Chưa tới ngày đại hội của {place}: chỉ ghi biểu quyết từ ngày ấy.",
    "hands.too_many_present": "Có mặt ghi {got}, nhưng {place} chỉ có {expected} đảng viên chính thức được biểu "
    "quyết. Đếm lại người trong hội trường.",
    "hands.more_than_present": "Tán thành cộng không tán thành là {got}, quá {expected} người có mặt. Đếm lại thẻ.",
    "hands.nobody_in_favour": "Không ai tán thành mà ghi là thông qua. Xem lại số tán thành, hoặc chọn Không.",
    "attendance.later_than_now": "{name}: {hour} chưa tới. Ghi giờ đã qua.",
    "attendance.before_the_day": "Chưa tới ngày đại hội của {place}: điểm danh từ ngày ấy.",
    "attendance.left_before_coming": "{name}: về lúc {hour}, trước giờ đến đã ghi. Ghi lại giờ về.",
    "cell_register.congress_is_open": "Đại hội của {place} đã khai mạc: sổ đảng viên không đổi nữa, vì cơ số tính theo "
    "sổ. Sổ có chỗ sai thì báo đoàn chủ tịch và cấp ủy cấp trên.",
    "cell_register.not_here": "Người được chọn không có trong sổ đảng viên của {place}. Mở lại trang và chọn lại.",
    "cell_register.name_missing": "Ghi họ và tên.",
    "cell_register.same_name": "Sổ đã có {name}. Đúng là hai người thì ghi vì sao biết là người khác rồi gửi lại; "
    "cùng một người thì ghi thay đổi của người ấy ở trên.",
    "cell_register.not_now": "{name}: không ghi được “{what}” lúc này. Xem lại tình trạng của người ấy trong sổ.",
    "cell_register.nobody_waits": "Người này đã được nhận vào sổ, hoặc chi bộ kia đã ghi lại. Mở lại trang "
    "của {place}.",
    "cell_register.came_before_going": "{name}: chi bộ kia ghi chuyển đi từ ngày {day}, ngày đến không trước ngày ấy.",
    "cell_register.before_the_last": "{name}: đã ghi một thay đổi từ ngày {day}, “{what}” không trước ngày ấy. "
    "Kiểm tra lại ngày.",
    "cell_register.not_yet": "{name}: “{what}” từ ngày {day}, chưa tới. Ghi khi đã tới ngày.",
    "cell_register.paper_missing": "{name}: “{what}” cần số và ngày của giấy tờ (giấy giới thiệu sinh hoạt đảng hoặc "
    "quyết định).",
    "cell_register.why_missing": "{name}: ghi lý do của “{what}”.",
    "cell_register.paper_to_come": "Ngày giấy tờ {day} chưa tới. Kiểm tra lại ngày.",
    "congress.member_in_transfer": "{place}: {names} đang làm thủ tục chuyển đi. Quy định chưa rõ người như vậy có "
    "trong cơ số không: ghi trong sổ đảng viên là đã chuyển đi hay vẫn ở đây, rồi khai mạc.",
    "ballot.no_such_village": "Cuộc bầu này không có thôn {place}. Kiểm tra lại mã thôn.",
    "ballot.snapshot_twice": "{place}: mốc giờ này đã có số liệu nhận cùng lúc.",
    "ballot.snapshot_over_roll": "{place}: đã bỏ phiếu {voted}, nhiều hơn {roll} người trong danh sách.",
    "ballot.poll_not_ready": "Cuộc bầu ở {place} đã mở hoặc đã xong.",
    "clock.not_set": "Chưa dựng tỉnh mô phỏng nên chưa có đồng hồ. Chạy: dantin demo",
    "clock.unknown_speed": "Không có tốc độ ×{speed}. Chọn ×1, ×10, ×60 hoặc ×300.",
    "clock.not_simulated": "Đây không phải cơ sở dữ liệu mô phỏng, không chỉnh được đồng hồ.",
    "import.election_needed": "{what} thuộc một cuộc bầu cử: thêm --cuoc-bau MÃ.",
    "import.election_of_other_side": "Cuộc bầu cử {election} là của bên kia, không nạp danh sách này vào đó được.",
    "import.no_such_election": "Không có cuộc bầu cử mã {election}. Các mã đang có: {known}.",
    "import.reader_needed": "Số đọc từ biên bản là của một người: thêm --nguoi TÊN. Hai người nạp hai tệp của mình.",
    "import.two_sides": "Tệp có cả chức danh của Nhà nước và của Đảng. Tách thành hai tệp, mỗi bên một tệp.",
    "import.list_of_other_side": "Danh sách này là của bên kia, không nạp ở đây được. Mở đúng máy chủ của bên ấy.",
    "import.job_moved_on": "Tệp này vừa được đọc hoặc ghi ở một cửa sổ khác. Xem trạng thái mới dưới đây.",
    "accounts.login_taken": "Tên đăng nhập {login} đã có người dùng. Chọn tên khác.",
    "accounts.role_of_other_side": "Vai {role} không thuộc bên này.",
    "accounts.no_such_place": "Không có đơn vị mã {place}. Kiểm tra lại mã, hoặc nạp danh sách đơn vị trước.",
    "accounts.several_cells": "Thôn mã {place} có nhiều chi bộ. Ghi mã của một chi bộ ({cells}) thay cho mã thôn.",
    "accounts.not_in_care": "Tài khoản {login} không do anh chị lo. Gọi cấp trên trực tiếp của người ấy.",
    "accounts.closed_already": "Tài khoản {login} đã đóng. Cần làm việc lại thì lập tài khoản mới.",
    "accounts.own_reset": "Không ai đặt lại tài khoản của chính mình ({login}). Nhờ người khác cùng cấp.",
    "accounts.nothing_said": "Chưa ghi đã gọi lại ai, số nào, họ nói gì. Ghi một câu rồi đặt lại {login}.",
    "accounts.reset_just_asked": "{name} vừa đặt lại {login} trong một phút qua. Hỏi người ấy trước: phiếu lập sau làm "
    "phiếu lập trước hết dùng.",
    "accounts.phone_wrong": "Số mới chưa phải số điện thoại. Ghi đủ cả số 0 ở đầu, như 0912 345 678.",
    "accounts.phone_nothing_said": "Chưa ghi đã gặp hoặc gọi ai, làm sao biết đúng người. Ghi một câu rồi đổi số.",
    "accounts.phone_just_asked": "{name} vừa đổi số của {login} trong một phút qua. Hỏi người ấy trước.",
    "accounts.phone_same": "Đó là số đang đăng ký của {name}. Ghi số mới, hoặc thôi.",
    "accounts.phone_own": "Đó là số của chính anh chị. Ghi số của chủ tài khoản: cấp trên gọi lại số ấy.",
    "accounts.phone_of_another": "{name} còn tài khoản {login}, {role}, mà anh chị không lo. Nhờ nơi lo tài khoản ấy "
    "đổi số ở đó: số mới ghi cho mọi tài khoản của người này.",
    "accounts.why_missing": "Chưa ghi vì sao đóng tài khoản {login}. Ghi một câu rồi đóng.",
    "accounts.confirms_own": "Người xác nhận phải là người khác với người yêu cầu và người được đặt lại.",
    "accounts.reset_too_old": "Yêu cầu này đã làm xong hoặc đã quá 30 phút. Gọi lại rồi lập yêu cầu mới.",
    "accounts.too_many_passkeys": "Tài khoản này đã có {most} khoá trên máy. Bỏ một khoá không dùng nữa rồi thêm.",
    "accounts.passkey_known": "Khoá này đã có trong tài khoản. Thêm khoá của máy khác.",
    "accounts.last_means": "Vai này phải có lớp bảo vệ thứ hai và đây là cái cuối cùng. Thêm cái khác rồi mới bỏ "
    "cái này; mất máy thì gọi cấp trên đặt lại.",
    "accounts.second_missing": "Hôm nay là ngày bầu cử ở đó: cần người thứ hai cùng cấp xác nhận việc đặt lại {login}.",
    "record.declared_by_recogniser": "Anh chị đã ký kết luận của {place}. Người công nhận phải là một người khác.",
    "accounts.delegate_elsewhere": "Chỉ giao cho người cùng nơi làm việc. Việc giám sát, pháp chế chỉ giao cho người "
    "cùng vai, và hai vai ấy không nhận việc của vai khác.",
    "accounts.days_unclear": "Ghi cả ngày đầu và ngày cuối, như 03/6/2022.",
    "accounts.delegation_days": "Ngày cuối {last} phải từ ngày đầu {first} trở đi và chưa qua. Sửa lại hai ngày.",
    "accounts.delegation_overlaps": "Từ {first} đến {last} đã giao cho {name}. Thôi lần ấy trước đã.",
    "keys.missing": "Chưa có khoá {purpose} của bên {side}. Chạy: dantin keys init --side {side}",
    "keys.none": "Bên {side} chưa có khoá nào. Chạy: dantin keys init --side {side}",
    "keys.not_certificates": "Tệp không phải chứng nhận của bên ấy, hoặc đã bị sửa. Xin lại tệp.",
    "keys.root_differs": "Khoá gốc trong tệp không có dấu vân tay như anh chị đọc trên giấy: không tin. So lại từng "
    "nhóm bốn chữ với tờ giấy của bên {side}.",
    "keys.exists": "Khoá của bên {side} đã có ở {path}. Không ghi đè.",
    "publish.not_of_a_congress": "Cuộc bầu {election} là đại hội chi bộ: số phiếu ở lại bên Đảng, không có tệp kết quả "
    "công khai. Chọn một cuộc bầu trưởng thôn.",
    "publish.no_villages": "Cuộc bầu {election} không có kết quả từng thôn ở đây, chỉ có số đi bầu trong hồ sơ cũ.",
    "publish.village_without_place": "Ngày gọi cuộc bầu {election}, danh sách đơn vị không nói các thôn này thuộc xã "
    "nào: {places}. Nạp lại danh sách đơn vị.",
    "displays.no_label": "Chưa ghi tên màn hình. Ghi theo nơi treo, như Phòng trực tỉnh.",
    "displays.label_taken": "Màn hình {label} đã có khoá. Chọn tên khác, hoặc thu khoá cũ rồi lập khoá mới.",
    "displays.no_such_label": "Không có màn hình {label} đang giữ khoá. Xem lại tên trong danh sách màn hình.",
    "text.too_long": "{what} bắt đầu bằng “{begins}” dài {got} chữ cái, nhiều nhất là {most}. Viết ngắn lại.",
    "text.unreadable": "{what} có ký tự không đọc được. Gõ lại, đừng dán.",
    "backup.no_key": "{file} không phải tệp khoá sao lưu. Lập khoá bằng: dantin backup-key new",
    "backup.key_of_other_side": "Khoá sao lưu này của bên {side}. Dùng khoá của đúng bên đang giữ số liệu.",
    "backup.key_of_other_kind": "Khoá này và cơ sở dữ liệu một bên mô phỏng, một bên thật. Lập khoá khác.",
    "backup.needs_private_key": "Tệp khoá này là khoá công khai, chỉ niêm phong được. Khôi phục cần khoá riêng.",
    "backup.wrong_key": "Bản sao lưu này niêm phong cho khoá có dấu vân tay {fingerprint}. Tìm đúng khoá riêng ấy.",
    "backup.not_one": "Tệp này không phải bản sao lưu của Dân Tin. Kiểm tra lại tên tệp.",
    "backup.damaged": "Bản sao lưu bị hỏng hoặc bị sửa. Chưa khôi phục gì; dùng bản khác.",
    "backup.cut_short": "Bản sao lưu bị cắt ngắn, thiếu phần cuối. Chưa khôi phục gì; chép lại tệp, dùng bản khác.",
    "backup.of_other_side": "Bản sao lưu của bên {side}; máy chủ này giữ bên khác. Số liệu hai bên không lẫn vào nhau.",
    "backup.of_other_kind": "Bản sao lưu và máy chủ một bên mô phỏng, một bên thật. Chưa khôi phục gì.",
    "backup.nothing_to_keep": "Cơ sở dữ liệu này chưa có gì để sao lưu. Kiểm tra lại DANTIN_DATABASE.",
    "backup.of_other_database": "Bản sao lưu lấy từ {was}, cơ sở dữ liệu này là {here}. Khôi phục vào cùng loại máy.",
    "backup.database_not_empty": "Cơ sở dữ liệu này đã có số liệu, không khôi phục đè lên. Đặt DANTIN_DATABASE là một "
    "cơ sở dữ liệu mới, trống.",
    "backup.database_prepared": "Cơ sở dữ liệu này đã có bảng của một phiên bản khác. Lập một cơ sở dữ liệu mới, trống "
    "rồi khôi phục vào đó.",
    "backup.newer_program": "Bản sao lưu do phiên bản mới hơn lập ra. Cài phiên bản ấy rồi khôi phục.",
    "backup.not_proved": "Bản sao lưu có {count} chỗ không khớp khi soát, như: {first}. Chưa khôi phục gì.",
    "database.not_empty": "Cơ sở dữ liệu này đã có số liệu: bản trình diễn chỉ dựng trên cơ sở dữ liệu trống.",
    "database.not_simulated": "Cơ sở dữ liệu này không phải mô phỏng: bản trình diễn không chạy trên số liệu thật.",
    "database.other_side": "Cơ sở dữ liệu này của {kept}, máy đang chạy cho {asked}. Đặt DANTIN_SIDE={side}, hoặc đổi "
    "DANTIN_DATABASE sang đúng cơ sở dữ liệu.",
    "database.simulated": "Cơ sở dữ liệu này là mô phỏng: máy chủ thật không chạy trên đó.",
}


class Refused(Exception):
    """A named refusal with its facts; `str()` is the sentence for the person."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return of_kind(SENTENCES[self.code], _KIND.get()).format(**self.facts)


_KIND = ContextVar("the kind of unit that refusals speak of", default="thon")


@contextmanager
def speaking_of(kind: str) -> Iterator[None]:
    """While a page speaks of one unit, its refusals say bản, khu phố or tổ dân phố, and the title of its head."""
    token = _KIND.set(kind)
    try:
        yield
    finally:
        _KIND.reset(token)


def refuse_if(condition: object, code: str, **facts: Any) -> None:
    """Raise `Refused` when the condition holds."""
    if condition:
        raise Refused(code, **facts)
