// Báo vắng: while somebody chooses who and why, says the base and from how many votes one is elected, by the table of the server.
for (const form of document.querySelectorAll("[data-co-so]")) {
  const { out, needed } = JSON.parse(form.dataset.coSo);
  const who = form.querySelector("[name=nguoi]");
  const why = form.querySelector("[name=vang]");
  const place = form.querySelector("[data-noi]");
  const say = () => {
    const one = out[who.value];
    if (!one || !why.value) {
      place.textContent = "";
      return;
    }
    let base = 0;
    for (const [member, grounds] of Object.entries(out)) {
      base += 1 - (member === who.value ? grounds[why.value] : grounds.now);
    }
    place.textContent = place.dataset.loi.replace("{co}", base).replace("{can}", needed[base]);
  };
  form.addEventListener("input", say);
  say();
}
