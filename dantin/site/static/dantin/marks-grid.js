// Bảng mốc giờ: Enter and the arrow keys move as on a sheet of paper, down the villages of one mark.
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

for (const input of inputs) {
  input.addEventListener("keydown", (event) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && (go(input, step) || event.key === "Enter")) event.preventDefault();
  });
}
