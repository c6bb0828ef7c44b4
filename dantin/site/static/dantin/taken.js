// Đã nhận: the server has the entry, so what was typed for it leaves this machine before the next reader sits down.
for (const one of document.querySelectorAll("[data-da-nhan]")) localStorage.removeItem(one.dataset.daNhan);
