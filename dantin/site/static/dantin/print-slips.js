// In các phiếu: the button appears where a script can press it.
const button = document.querySelector("[data-in]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
