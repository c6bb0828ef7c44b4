// Bảng trực, bảng đại hội: asks again as often as the board says, by default every five seconds; what is not new costs
// next to nothing. Nothing moves while the focus is in the board, or while somebody has typed there.
const board = document.querySelector("[data-truc]");
const told = document.querySelector("[data-doi]");
const every = Number(board?.dataset.truc) || 5000;
let tag = null;

function busy() {
  if (board.contains(document.activeElement) && document.activeElement.matches("a, input, select, button")) return true;
  return [...board.querySelectorAll("input[name='ghi-chu'], select")].some((field) => field.value !== "");
}

async function look() {
  if (!document.hidden) {
    try {
      const headers = { "X-Manh": "1", ...(tag ? { "If-None-Match": tag } : {}) };
      const answer = await fetch(location.href, { headers, cache: "no-store" });
      if (answer.status === 304) told.textContent = "";
      else if (answer.ok && !answer.redirected) {
        const fresh = await answer.text();
        if (busy()) {
          tag = null;
          told.textContent = "Có số mới; bảng đứng yên trong lúc anh chị đang ở trong bảng.";
        } else {
          board.innerHTML = fresh;
          tag = answer.headers.get("ETag");
          told.textContent = "";
        }
      }
    } catch {
      told.textContent = "Chưa có mạng; bảng còn giữ số cũ.";
    }
  }
  setTimeout(look, every * (0.85 + 0.3 * Math.random()));
}

if (board) setTimeout(look, every);
