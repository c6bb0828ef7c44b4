"""Họ tên mô phỏng: plausible Vietnamese names, drawn by chance; no real person is meant.

Family, middle and given name in the Vietnamese order. Neither ethnicity nor religion is generated (H-02).
"""

from random import Random

FEMALE, MALE = "female", "male"

_FAMILIES = (
    *("Nguyễn",) * 26, *("Trần",) * 12, *("Lê",) * 8, *("Phạm",) * 9, *("Hoàng",) * 7, *("Vũ",) * 8, *("Đỗ",) * 4,
    *("Bùi",) * 5, *("Đặng",) * 3, *("Ngô",) * 3, *("Dương",) * 2, *("Đinh",) * 2, *("Đoàn",) * 2, *("Lương",) * 2,
    "Phan", "Hà", "Mai", "Tô", "Lưu", "Cao", "Trịnh", "Lý", "Nông", "Vi", "Tạ", "Chu", "Đào", "Hồ", "Phùng", "Lâm",
)  # fmt: skip
_MIDDLES = {
    FEMALE: (
        *("Thị",) * 22, "Thu", "Minh", "Ngọc", "Thanh", "Thúy", "Bích", "Hồng", "Kim", "Phương", "Mai", "Diệu", "Hải",
    ),
    MALE: (
        *("Văn",) * 16, "Đức", "Xuân", "Quang", "Minh", "Hữu", "Ngọc", "Đình", "Mạnh", "Thanh", "Quốc", "Công", "Duy",
        "Trọng", "Tiến", "Anh", "Hồng", "Viết", "Bá", "Thế",
    ),
}  # fmt: skip
_GIVEN = {
    FEMALE: (
        "Hoa", "Lan", "Hương", "Hà", "Thủy", "Hạnh", "Loan", "Nga", "Oanh", "Yến", "Hiền", "Tâm", "Thảo", "Vân", "Dung",
        "Hằng", "Huệ", "Liên", "Mai", "Nhung", "Phượng", "Quyên", "Tuyết", "Xuân", "Bình", "Thơm", "Chinh", "Đào",
        "Ngân", "Trang", "Hải", "Ánh", "Thoa", "Nguyệt", "Sáu", "Mơ",
    ),
    MALE: (
        "Hùng", "Dũng", "Cường", "Hải", "Sơn", "Long", "Tuấn", "Nam", "Bình", "Thành", "Thắng", "Minh", "Quang", "Đạt",
        "Hiếu", "Khánh", "Lâm", "Nghĩa", "Phong", "Phú", "Quý", "Tài", "Tân", "Toàn", "Trung", "Tùng", "Vinh", "Việt",
        "An", "Chiến", "Đông", "Hòa", "Hưng", "Kiên", "Lợi", "Mạnh", "Năm", "Thịnh", "Tiến", "Ước",
    ),
}  # fmt: skip


def person_name(rng: Random, sex: str, taken: set[str]) -> str:
    """Một họ tên chưa có trong `taken`: two people of one village never share a name here."""
    middles, given = _MIDDLES[sex], _GIVEN[sex]
    pick = rng.random
    while True:
        name = (
            f"{_FAMILIES[int(pick() * len(_FAMILIES))]} "
            f"{middles[int(pick() * len(middles))]} {given[int(pick() * len(given))]}"
        )
        if name not in taken:
            taken.add(name)
            return name


def sex(rng: Random, women_in_hundred: int) -> str:
    """Giới tính, with so many women in a hundred."""
    return FEMALE if rng.randrange(100) < women_in_hundred else MALE
