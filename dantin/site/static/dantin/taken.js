// Đã nhận: the server has it, so what was typed and keyed leaves this machine before the next reader sits down.
for (const one of document.querySelectorAll("[data-da-nhan]")) {
  const ofSheet = one.dataset.daNhan.split(":").slice(0, 3).join(":") + ":";
  for (const key of Object.keys(localStorage)) if (key.startsWith(ofSheet)) localStorage.removeItem(key);
}
