/* Trang sống: asks for the changing parts so often that a save is on the page within two seconds, and replaces only
   what changed, never what has the focus. Without it the page is whole and has a link "Tải lại". */
const main = document.querySelector('[data-song]');
const WORDS = {
  vi: { weekdays: ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'], lost: 'mất mạng từ', day: (d, m, y) => `${d}/${m}/${y}`, moment: (time, day) => `${time} ngày ${day}` },
  en: { weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'], lost: 'connection lost since', day: (d, m, y) => `${d} ${['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][m - 1]} ${y}`, moment: (time, day) => `${time}, ${day}` },
}[document.documentElement.lang];
const clock = document.querySelector('[data-dong-ho]');
let tag = null, waiting = null, failures = 0, shown = {};

const parts = () => Object.fromEntries([...document.querySelectorAll('[data-manh]')].map(e => [e.dataset.manh, e]));
const busy = element => element.contains(document.activeElement);

function put(name, html) {
  const element = parts()[name];
  if (!element || shown[name] === html || busy(element)) return;
  const first = !(name in shown);
  shown[name] = html;
  const next = document.createElement(element.tagName);
  next.innerHTML = html;
  if (first && next.textContent === element.textContent && next.innerHTML === element.innerHTML) return;
  const open = [...element.querySelectorAll('details')].map(d => d.open);
  element.replaceChildren(...next.childNodes);
  element.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? d.open; });
}

function tellTime(iso) {
  if (!iso) return;
  const [, y, m, d, time] = iso.match(/^(\d+)-(\d+)-(\d+)T([\d:]{8})/);
  for (const e of document.querySelectorAll('[data-tinh-den]')) { e.textContent = time; e.dateTime = iso; }
  const weekday = WORDS.weekdays[new Date(Date.UTC(y, m - 1, d)).getUTCDay()], day = WORDS.day(+d, +m, y);
  for (const e of document.querySelectorAll('[data-thu-ngay]')) e.textContent = `${weekday} ${day}`;
  for (const e of document.querySelectorAll('[data-ngay]')) e.textContent = day;
  for (const e of document.querySelectorAll('[data-gio]')) e.textContent = WORDS.moment(time, day);
}

function mark(lost) {
  if (!clock) return;
  clock.classList.toggle('cu', lost);
  const note = clock.querySelector('[data-mat]');
  if (lost && !note.textContent) note.textContent = `${WORDS.lost} ${new Date().toLocaleTimeString('vi-VN', { hour12: false })}`;
  if (!lost) note.textContent = '';
}

async function ask() {
  const asked = new AbortController();
  const late = setTimeout(() => asked.abort(), 8000);
  try {
    const answer = await fetch(main.dataset.song, { headers: tag ? { 'If-None-Match': tag } : {}, signal: asked.signal, cache: 'no-store' });
    if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
    if (answer.status !== 304) {
      const { parts: drawn, maps } = await answer.json();
      for (const [name, html] of Object.entries(drawn)) put(name, html);
      document.dispatchEvent(new CustomEvent('ban-do', { detail: maps }));
      // What had the focus was left alone, so it must be offered again.
      tag = Object.keys(drawn).every(name => shown[name] === drawn[name] || !parts()[name]) ? answer.headers.get('ETag') : null;
    }
    tellTime(answer.headers.get('X-Tinh-Den'));
    failures = 0;
    mark(false);
  } catch {
    failures += 1;
    if (failures > 1) mark(true);
  } finally {
    clearTimeout(late);
  }
}

function next(soon) {
  clearTimeout(waiting);
  const pause = 1600 * Math.min(2 ** Math.max(failures - 2, 0), 8);
  if (!document.hidden) waiting = setTimeout(() => ask().then(next), soon ? 0 : pause * (0.85 + 0.3 * Math.random()));
}

if (main) {
  document.addEventListener('visibilitychange', () => next(!document.hidden));
  document.documentElement.classList.add('song');
  next();
}
