// Kịch bản điều hành: the ticks stay on this machine, one list for each account, village and round.
const page = document.querySelector("[data-kich-ban]");
if (page) {
  const place = `kich-ban-${page.dataset.kichBan}`;
  const boxes = [...page.querySelectorAll("[data-buoc]")];
  let done = [];
  try {
    done = JSON.parse(localStorage.getItem(place)) || [];
  } catch {
    done = [];
  }
  const show = (box) => box.closest("li").classList.toggle("xong-buoc", box.checked);
  for (const box of boxes) {
    box.checked = done.includes(box.dataset.buoc);
    show(box);
    box.addEventListener("change", () => {
      show(box);
      const ticked = boxes.filter((each) => each.checked).map((each) => each.dataset.buoc);
      localStorage.setItem(place, JSON.stringify(ticked));
      const next = boxes.find((each) => !each.checked);
      if (box.checked && next) next.closest("li").scrollIntoView({ block: "start" });
    });
  }
}
