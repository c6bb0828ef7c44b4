/* The key stands in the fragment, which is never sent: it is put into the form, wiped from the address, and sent once. */
const form = document.querySelector('[data-khoa-tuong]');
const key = decodeURIComponent(location.hash.slice(1));
if (form && key) {
  history.replaceState(null, '', location.pathname);
  form.elements.khoa.value = key;
  form.submit();
}
