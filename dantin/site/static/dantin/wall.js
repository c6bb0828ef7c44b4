/* Màn hình phòng trực: changes the tiles with the compact strings that live.js hands on, and counts the time left
   from the time of the last answer, so that a lost line stands still instead of counting on its own. */
const LETTERS = {
  1: { T: 's-trung', t: 's-trung-lai', K: 's-kiem', B: 's-bo', '-': 's-chua', L: 's-lai', D: 's-thieu', H: 's-hoan', M: 's-lam' },
  2: { N: 'p-nhat', X: 'p-xong', O: 'p-hop', '-': 's-chua', '#': 'p-khac' },
};
const wall = document.querySelector('.wall'), time = document.querySelector('[data-tinh-den]');
const symbols = LETTERS[wall.dataset.chang];
const tiles = [...wall.querySelectorAll('.map [data-h] use')], counts = [...wall.querySelectorAll('.map [data-h] tspan')];
let letters = null;

document.addEventListener('ban-do', e => {
  const state = e.detail.tinh;
  if (!state?.o || state.o === letters) return;
  // A village was added or the places changed: the whole picture is drawn again.
  if (state.o.length !== tiles.length) { location.reload(); return; }
  [...state.o].forEach((letter, i) => { if (letter !== letters?.[i]) tiles[i].setAttribute('href', `#${symbols[letter]}`); });
  state.nhan.forEach((text, i) => { if (counts[i] && counts[i].textContent !== text) counts[i].textContent = text; });
  letters = state.o;
});

const UNITS = document.documentElement.lang === 'en' ? ['(minutes:seconds)', '(hours:minutes:seconds)'] : ['(phút:giây)', '(giờ:phút:giây)'];
const two = n => String(n).padStart(2, '0');
function count() {
  const shown = wall.querySelector('[data-toi]');
  if (!shown || !time.dateTime) return;
  const left = Math.max(0, Math.round((Date.parse(shown.dataset.toi) - Date.parse(time.dateTime)) / 1000));
  const hours = Math.floor(left / 3600), rest = `${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  const text = hours ? `${hours}:${rest}` : rest, unit = wall.querySelector('[data-don-vi]'), said = UNITS[hours ? 1 : 0];
  if (shown.textContent !== text) shown.textContent = text;
  if (unit && unit.textContent !== said) unit.textContent = said;
}
new MutationObserver(count).observe(time, { attributes: true, attributeFilter: ['datetime'] });
new MutationObserver(count).observe(wall.querySelector('[data-manh="hai"]') ?? time, { childList: true });
count();
