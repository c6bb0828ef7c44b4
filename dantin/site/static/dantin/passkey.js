// Khoá trên máy: what the browser says when a key is not made or not shown, in words; and whether it knows keys at all.
const words = {
  NotAllowedError: "Máy chưa mở khoá, hoặc đã chờ quá lâu. Bấm nút để thử lại.",
  InvalidStateError: "Máy này đã có khoá của tài khoản. Không cần lập thêm; muốn thêm thì dùng máy khác hoặc khoá USB.",
  SecurityError: "Trình duyệt không nhận khoá ở địa chỉ này. Mở lại trang bằng địa chỉ ghi trên phiếu giao tài khoản.",
  NotSupportedError: "Máy này không lập được loại khoá cần dùng. Dùng máy khác, khoá USB hoặc cách khác ở cuối trang.",
  OperationError: "Máy đang chờ một lần bấm khác. Làm xong lần ấy, hoặc tải lại trang.",
};
const button = document.querySelector("[data-khoa]");
const told = document.querySelector("[data-khoa-loi]");

if (button && !window.PublicKeyCredential) {
  document.querySelector("[data-khong-khoa]").hidden = false;
} else if (button) { // the library's script (allauth) asks the browser and sends the form
  const ids = { add: button.id, authenticate: button.id, credential: button.form.elements.credential.id, data: "js_data" };
  window.allauth.webauthn.forms[button.dataset.khoa]({ ids });
  button.hidden = false;
}
button?.addEventListener("click", () => { told.hidden = true; });
button?.form.addEventListener("submit", (event) => { // Enter in the field is a press of the button; its answer sends itself
  event.preventDefault();
  button.click();
});
document.addEventListener("allauth.error", (event) => {
  const name = event.detail.exception?.name;
  const said = words[name] ?? "Máy không mở được khoá. Bấm nút để thử lại, hoặc dùng cách khác ở cuối trang.";
  if (name in words) event.preventDefault(); // told to the person; what nobody foresaw stays in the browser's own log
  told.querySelector("p").textContent = said;
  told.hidden = false;
  button.focus();
});
