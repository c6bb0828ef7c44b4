// Bảng trực: asks again every five seconds, but nothing moves while somebody's hand is in a field or has typed there.
const board = document.querySelector("[data-truc]");
const told = document.querySelector("[data-doi]");

function busy() {
  if (board.contains(document.activeElement) && document.activeElement.matches("input, select, button")) return true;
  return [...board.querySelectorAll("input[name='ghi-chu'], select")].some((field) => field.value !== "");
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { "X-Manh": "1" } });
      if (answer.ok && !answer.redirected) {
        const fresh = await answer.text();
        if (busy()) told.textContent = "Có số mới; bảng đứng yên trong lúc anh chị đang ghi.";
        else {
          board.innerHTML = fresh;
          told.textContent = "";
        }
      }
    } catch {
      told.textContent = "Chưa có mạng; bảng còn giữ số cũ.";
    }
  }
  setTimeout(look, 5000);
}

if (board) setTimeout(look, 5000);
