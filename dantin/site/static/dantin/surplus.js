// Đề án nhân sự, số lượng cần bầu: says while one types whether so many names for so many seats are lawful, by the table of the server.
for (const form of document.querySelectorAll("[data-so-du]")) {
  const lawful = JSON.parse(form.dataset.soDu);
  const place = form.querySelector("[data-noi]");
  const seats = form.querySelector("[name=so-luong]");
  const say = () => {
    const asked = seats ? seats.value.trim() : "1";
    const named = Number(form.dataset.co) || form.querySelectorAll("[name=nguoi]:checked").length;
    if (!lawful[asked] || !named) {
      place.textContent = "";
      return;
    }
    const [least, most] = lawful[asked];
    const words = named >= least && named <= most ? place.dataset.dung : place.dataset.sai;
    const between = place.dataset.khoang.replace("{tu}", least).replace("{den}", most);
    place.textContent = words
      .replace("{bau}", asked)
      .replace("{can}", least === most ? least : between)
      .replace("{co}", named);
  };
  form.addEventListener("input", say);
  say();
}
