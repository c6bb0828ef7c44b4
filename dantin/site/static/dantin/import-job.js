// Lượt nạp: while a file is being read, the page asks for its part again and again, slower the longer it takes.
const place = document.querySelector("[data-luot-nap]");
let wait = 400;

async function look() {
  if (!place.querySelector("[data-dang-chay]")) return;
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { "X-Manh": "1" } });
      if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
    } catch {
      // no network just now: what is shown stays, and the next turn asks again
    }
  }
  wait = Math.min(wait * 1.25, 3000);
  setTimeout(look, wait);
}

setTimeout(look, wait);
