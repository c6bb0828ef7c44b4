// Bảng mốc giờ: Enter and the arrow keys move as on a sheet of paper, down the villages of one mark; after the last
// village Enter goes on with the first of the next mark, and after the last mark to the button.
const inputs = [...document.querySelectorAll("[data-luoi] input[inputmode]")];
const column = (input) => input.closest("td").cellIndex;

function go(from, step) {
  const same = inputs.filter((input) => column(input) === column(from));
  const next = same[same.indexOf(from) + step];
  if (!next) return false;
  next.focus();
  next.select();
  return true;
}

function goOn(from) {
  const columns = inputs.map(column).filter((each) => each > column(from));
  const next = inputs.find((input) => column(input) === Math.min(...columns)) || from.form.querySelector("button.nut");
  next.focus();
  next.select?.();
}

for (const input of inputs) {
  input.addEventListener("keydown", (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const moved = go(input, step);
    if (!moved && event.key === "Enter") goOn(input);
    if (moved || event.key === "Enter") event.preventDefault();
  });
}
