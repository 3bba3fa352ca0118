"""A composed archive, and the program run over it."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ARTICLE = """Khai mạc lễ hội hoa đăng xã Tân Hợp 🏮

Ngày đăng: 24/01/2031

Sáng 23/01, tại nhà văn hóa xã 🏮🎉, ông Lê Văn Thử, Chủ tịch UBND xã Tân Hợp và bà Trần Thị Mẫu, Bí thư Đảng ủy xã đã dự lễ
khai mạc. Giai đoạn 2026-2030, xã có hơn 94% hộ đạt danh hiệu “Gia đình văn hóa”, 32/34 thôn có nhà văn hóa; tổng kinh phí
2,5 tỷ đồng <script>alert("&")</script>.

Từ năm 2021, lễ hội diễn ra trong 3 ngày theo Nghị định số 87/2029/NĐ-CP, từ 2-3 năm một lần. Cuối năm 2030, quý III năm 2030,
ngày 2/2 hằng năm. 𝄞 Ông Thử cho biết: "Đến năm 2035, 8h30 ngày 5/2, những năm 90 của thế kỷ XX."
"""

# A tab, a control character, letters with combining marks, a quote and a comma: what formats trip over.
HARD = (
    "Bản tin\tkinh tế\x01\n\nNăm 2031, tổng thu ngân sách xa\u0303 Ta\u0302n Hợp đạt \"91,3\" tỷ đồng, tăng 8%;\r\n"
    "có 41-43% hộ dùng nước sạch & điện; 12 ]]> trạm.\n"
)


def make(folder: Path) -> Path:
    """Writes the archive below `folder`: text files, several articles in one, lines of JSON of which two are broken."""
    archive = folder / "archive"
    (archive / "2031" / "01").mkdir(parents=True)
    (archive / "2031" / "01" / "hoa-dang.txt").write_text(ARTICLE, encoding="utf-8")
    (archive / "2031" / "kho.txt").write_bytes(HARD.encode())
    lines = [
        json.dumps({"id": "bài 1/a", "text": ARTICLE, "title": "Lễ hội"}, ensure_ascii=False),
        '{"id": "hỏng", "text": ',
        json.dumps({"id": "bài 2", "text": HARD, "published": "2031-12-20"}),
        json.dumps({"id": "trống", "text": "   "}),
        json.dumps({"id": "bài 3", "text": "Tin ngắn."}),
    ]
    (archive / "tin.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return archive


SAMPLES = ROOT / "data" / "samples"
FAILURES = 2


class Program:
    """The program, its inputs, and what it makes of them as records."""

    def __init__(self, binary: str, folder: Path):
        self.binary, self.folder = binary, folder
        self.inputs = [str(make(folder)), str(SAMPLES)]
        self.lines = [json.loads(line) for line in self.run("--words").splitlines()]
        self.records = [line for line in self.lines if "error" not in line]
        assert len(self.lines) - len(self.records) == FAILURES
        assert len(self.records) > 8

    def run(self, *args: str, stdin=None) -> str:
        """Standard output of `tinviet extract`; a run in which some documents fail ends with 1."""
        command = [self.binary, "extract", *self.inputs, *args]
        done = subprocess.run(command, capture_output=True, stdin=stdin)
        assert done.returncode == 1, done.stderr.decode()
        self.stderr = done.stderr.decode()
        return done.stdout.decode()

    def told(self):
        """The failures had no place in the output, so standard error names each."""
        assert "tin.jsonl:2" in self.stderr and "tin.jsonl:4" in self.stderr, self.stderr


def under(record: dict, span: list) -> str:
    return record["text"][span[0] : span[1]]
