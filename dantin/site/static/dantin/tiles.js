/* Bản đồ ô: the name of a village on pointing, touching or walking with the arrow keys; Enter opens its page; the states
   change with the compact strings that live.js hands on. The map is one stop of the Tab key. */
const STATES = {
  1: { T: ['s-trung', 'Trúng cử ngay trong ngày'], t: ['s-trung-lai', 'Trúng cử khi bầu lại'], K: ['s-kiem', 'Đã kiểm, chờ đủ chữ ký'], B: ['s-bo', 'Đang bỏ phiếu'], '-': ['s-chua', 'Chưa bắt đầu'], L: ['s-lai', 'Chưa bầu được, phải bầu lại'], D: ['s-thieu', 'Chưa đủ số dự'], H: ['s-hoan', 'Hoãn'], M: ['s-lam', 'Chỉ định lâm thời'] },
  2: { N: ['p-nhat', 'Bí thư đồng thời là trưởng thôn'], X: ['p-xong', 'Xong, chờ ký biên bản'], O: ['p-hop', 'Đang họp'], '-': ['s-chua', 'Chưa bắt đầu'], '#': ['p-khac', 'Bí thư chưa là trưởng thôn'] },
};
const ENGLISH = {
  's-trung': 'Elected on the day', 's-trung-lai': 'Elected in a rerun', 's-kiem': 'Counted, waiting for signatures', 's-bo': 'Voting', 's-chua': 'Not started', 's-lai': 'Nobody elected, must run again', 's-thieu': 'No quorum', 's-hoan': 'Postponed', 's-lam': 'Interim appointment',
  'p-nhat': 'Secretary is also village head', 'p-xong': 'Done, minutes to sign', 'p-hop': 'In congress', 'p-khac': 'Secretary is not village head',
};
const english = document.documentElement.lang === 'en';
const say = (symbol, word) => (english ? ENGLISH[symbol] : word);
let names = null, drawing = false;
/* The province has gone on to the other stage (or a replay back to the first): the map is another drawing. Not under a
   typing hand: then when it leaves the field. */
function drawAgain() {
  if (drawing) return;
  drawing = true;
  if (document.activeElement?.matches('input, select')) document.addEventListener('focusout', () => location.reload(), { once: true });
  else location.reload();
}
const fetchNames = url => names ??= fetch(url).then(r => r.json()).then(districts => {
  const found = new Map();
  for (const d of districts) found.set(d.code, d.communes.flatMap(c => c.villages.map(([code, name]) => ({ code, name, commune: c.name, district: d.name }))));
  return found;
}).catch(() => { names = null; return new Map(); });

for (const box of document.querySelectorAll('.khung-map')) {
  const map = box.querySelector('.map'), tip = box.querySelector('.ten-o'), stage = STATES[box.dataset.chang];
  const groups = [...map.querySelectorAll('[data-h]')].map(g => ({ code: g.dataset.h, tiles: [...g.querySelectorAll('use')], count: g.querySelector('tspan') }));
  const all = groups.flatMap(g => g.tiles);
  const centre = all.map(u => { const g = u.closest('[data-h]').transform.baseVal; const m = g.numberOfItems ? g.getItem(0).matrix : { e: 0, f: 0 }; return [u.x.baseVal.value + m.e, u.y.baseVal.value + m.f]; });
  const word = Object.fromEntries(Object.values(stage).map(([symbol, said]) => [symbol, say(symbol, said)]));
  let at = -1, letters = null;

  const village = async tile => {
    const group = groups.find(g => g.tiles.includes(tile));
    return (await fetchNames(box.dataset.banDo)).get(group.code)?.[group.tiles.indexOf(tile)];
  };
  const show = async tile => {
    all[at]?.classList.remove('chon-o');
    at = all.indexOf(tile);
    tile.classList.add('chon-o');
    const v = await village(tile);
    if (!v || all[at] !== tile) return;
    const said = letters ? say(...stage[letters[at]]) : word[tile.getAttribute('href').slice(1)];
    const name = document.createElement('b');
    name.textContent = `${v.name}, ${v.commune}`;
    const district = document.createElement('span');
    name.lang = district.lang = 'vi';
    district.textContent = v.district;
    tip.replaceChildren(name, district, ` · ${said}`);
    tip.hidden = false;
    const r = tile.getBoundingClientRect(), b = box.getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(r.left - b.left - 12, b.width - tip.offsetWidth))}px`;
    tip.style.top = `${r.bottom - b.top + 8}px`;
  };
  const hide = () => { tip.hidden = true; all[at]?.classList.remove('chon-o'); };
  const open = async tile => { const v = await village(tile); if (v) location.href = `${english ? '/en' : ''}/thon/${v.code}/`; };
  // The nearest tile in the direction of the arrow; what lies aside counts double.
  const towards = (dx, dy) => {
    if (at < 0) return all[0];
    const [x, y] = centre[at];
    let best = null, least = Infinity;
    centre.forEach(([cx, cy], i) => {
      const along = (cx - x) * dx + (cy - y) * dy, aside = Math.abs((cx - x) * dy) + Math.abs((cy - y) * dx);
      if (along > 1 && along + 2 * aside < least) { least = along + 2 * aside; best = all[i]; }
    });
    return best;
  };

  map.addEventListener('pointerover', e => { const tile = e.target.closest('use'); if (tile) show(tile); });
  map.addEventListener('pointerleave', e => { if (e.pointerType === 'mouse') hide(); });
  map.addEventListener('click', e => { const tile = e.target.closest('use'); if (tile) open(tile); });
  map.addEventListener('keydown', e => {
    const to = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[e.key];
    if (to) { e.preventDefault(); const tile = towards(...to); if (tile) show(tile); }
    if (e.key === 'Home' || e.key === 'End') { e.preventDefault(); show(all.at(e.key === 'Home' ? 0 : -1)); }
    if (e.key === 'Enter' && at >= 0) open(all[at]);
    if (e.key === 'Escape') hide();
  });
  map.addEventListener('focus', () => { if (map.matches(':focus-visible')) show(all[Math.max(at, 0)]); });
  map.addEventListener('blur', hide);
  document.addEventListener('ban-do', e => {
    if (e.detail.chang && String(e.detail.chang) !== box.dataset.chang) return drawAgain();
    const state = e.detail[map.classList.contains('tinh') ? 'tinh' : 'huyen'];
    if (!state?.o || state.o.length !== all.length || state.o === letters) return;
    [...state.o].forEach((letter, i) => { if (letter !== letters?.[i]) { const href = `#${stage[letter][0]}`; if (all[i].getAttribute('href') !== href) all[i].setAttribute('href', href); } });
    state.nhan.forEach((text, i) => { if (groups[i].count && groups[i].count.textContent !== text) groups[i].count.textContent = text; });
    letters = state.o;
  });
}
