// Giữ chữ đang ghi: what is typed in a form outlives a lost line, a session that ended and an error, on this machine,
// for this account, until the server says it has it (desk/typed.py), its owner signs out, or half a day has passed.
// The count sheet and the ballots keep their own (SHEETS), which goes as the rest does. Passwords, codes, files and hidden fields are never kept.
const PREFIX = "vua-ghi:";
const SHEETS = "phieu:";
const HALF_A_DAY = 12 * 3600 * 1000;
const RECEIVED = /^da_nhan_([0-9a-f]{16})=/;
const TYPED = "input:not([type=hidden], [type=file], [type=submit]), textarea, select";
const [who, inWhoseRole] = (document.body.dataset.ai || "").split(":");
const mine = `${PREFIX}${who}:${inWhoseRole}:`;
const forms = () => [...document.forms].filter(isKept);

function isKept(form) {
  const own = form.matches("[data-phieu]") || form.querySelector("[type=password], [autocomplete='one-time-code']");
  return Boolean(who) && form.method === "post" && !own;
}

function stored(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return typeof found?.at === "number" && Date.now() - found.at < HALF_A_DAY ? found : null;
  } catch {
    return null; // not ours, or of another version: the page is still whole without it
  }
}

function store(key, entry) {
  try {
    if (!entry || !Object.keys(entry.fields).length) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ ...entry, at: Date.now() }));
  } catch {
    // a browser that keeps nothing still sends
  }
}

const keys = (prefix) => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
};

// Where a form is sent and what its hidden fields say make it the same one on the next page; the n-th of several.
const named = new WeakMap();

function nameAll() {
  const seen = new Map();
  for (const form of forms()) {
    const hidden = [...form.querySelectorAll("input[type=hidden]")].filter((one) => one.name !== "csrfmiddlewaretoken");
    const { pathname, search } = new URL(form.getAttribute("action") || location.href, location.href);
    const name = [pathname + search, ...hidden.map((one) => `${one.name}=${one.value}`)].join("|");
    const before = seen.get(name) || 0;
    seen.set(name, before + 1);
    named.set(form, `${mine}${name}#${before}`);
  }
}

function keyOf(form) {
  if (!named.has(form)) nameAll();
  return named.get(form);
}

// Each field with its name in the store: a box to tick by what it says, any other by its place among its namesakes.
function fieldsOf(form) {
  const seen = new Map();
  const typed = [...form.elements].filter((one) => one.name && one.matches(TYPED));
  return typed.map((one) => {
    const before = seen.get(one.name) || 0;
    seen.set(one.name, before + 1);
    return [isTicked(one) ? `${one.name}=${one.value}` : `${one.name}#${before}`, one];
  });
}

const isTicked = (one) => one.type === "checkbox" || one.type === "radio";
const said = (one) => (isTicked(one) ? String(one.checked) : one.value);

function asSent(one) {
  if (isTicked(one)) return String(one.defaultChecked);
  if (one.tagName !== "SELECT") return one.defaultValue;
  const given = [...one.options].find((option) => option.defaultSelected) || one.options[0];
  return given ? given.value : "";
}

// Of each field changed, what the page first said and what it says now: after a refusal the page says what was typed.
function keep(form) {
  const key = keyOf(form);
  const entry = stored(key) || { fields: {} };
  for (const [name, one] of fieldsOf(form)) {
    const first = entry.fields[name] ? entry.fields[name][0] : asSent(one);
    if (said(one) === first) delete entry.fields[name];
    else entry.fields[name] = [first, said(one)];
  }
  store(key, entry);
}

// A field that says something else by now was written by somebody: what stands there is not overwritten.
function bring(form) {
  const entry = stored(keyOf(form));
  if (!entry) return;
  let filled = 0;
  for (const [name, one] of fieldsOf(form)) {
    const [first, typed] = entry.fields[name] || [];
    if (typed === undefined || asSent(one) !== first || said(one) === typed) continue;
    if (isTicked(one)) one.checked = typed === "true";
    else one.value = typed;
    if (said(one) === typed) filled += 1;
  }
  if (!filled) return;
  const folded = form.closest("details");
  if (folded) folded.open = true;
  if (document.querySelector("main [role=alert]")) return; // it says already why the form is here again
  const box = tell(form, "nhac", "status", "Đã giữ những gì anh chị vừa ghi", "Máy chủ chưa nhận. Xem lại rồi gửi lần nữa.");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "nut phu nho";
  drop.textContent = "Bỏ, ghi lại từ đầu";
  drop.addEventListener("click", () => {
    form.reset();
    store(keyOf(form), null);
    box.remove();
    form.querySelector(TYPED).focus();
  });
  box.append(drop);
  if (document.querySelector("[data-giu]") === box) box.scrollIntoView({ block: "center" });
}

function tell(form, kind, role, heading, sentence) {
  const place = form.closest("main") ? form : document.querySelector("main").firstElementChild;
  if (place.previousElementSibling?.matches("[data-giu]")) place.previousElementSibling.remove();
  const box = document.createElement("div");
  box.className = `bao ${kind}`;
  box.dataset.giu = "";
  box.setAttribute("role", role);
  box.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><use href="#i-${kind}"/></svg><b></b><p></p>`;
  box.querySelector("b").textContent = heading;
  box.querySelector("p").textContent = sentence;
  place.before(box);
  return box;
}

// The server names in a cookie each sending that it took; the page of the answer lets go of what was kept for it.
function letGo() {
  const taken = document.cookie.split("; ").map((one) => RECEIVED.exec(one)?.[1]).filter(Boolean);
  for (const key of keys(PREFIX)) {
    const entry = stored(key);
    if (!entry || taken.includes(entry.sent)) store(key, null);
  }
  for (const key of keys(SHEETS)) if (!stored(key)) store(key, null);
  for (const one of taken) document.cookie = `da_nhan_${one}=; path=/lam-viec/; max-age=0; samesite=lax`;
}

// A number for this sending, by which the server will say that it took it.
const sendings = new WeakMap();

function number(form) {
  const entry = stored(keyOf(form));
  if (!entry) return;
  const digits = [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0"));
  entry.sent = digits.join("");
  sendings.set(form, entry.sent);
  store(keyOf(form), entry);
}

const changed = ({ target }) => {
  if (target.form && isKept(target.form)) keep(target.form);
};
document.addEventListener("input", changed);
document.addEventListener("change", changed);
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !isKept(form)) return;
  if (navigator.onLine) {
    if (form.matches("[data-ra]")) for (const kept of [PREFIX, SHEETS]) keys(`${kept}${who}:`).forEach((key) => store(key, null));
    else number(form);
    return;
  }
  event.preventDefault();
  const kept = stored(keyOf(form)) ? "Những gì vừa ghi còn giữ trên máy này; có" : "Có";
  tell(form, "loi", "alert", "Chưa có mạng nên chưa gửi", `${kept} mạng thì bấm lại nút này.`);
});
addEventListener("online", () => document.querySelectorAll(".bao.loi[data-giu]").forEach((one) => one.remove()));
document.addEventListener("formdata", ({ target: form, formData }) => {
  if (sendings.has(form)) formData.set("lan-gui", sendings.get(form));
});

letGo();
if (keys(mine).length) forms().forEach(bring);
const door = document.querySelector("[data-vao]");
const next = new URLSearchParams(location.search).get("next");
if (door && next && keys(PREFIX).some((key) => key.includes(`:${next}|`) || key.includes(`:${next}#`)))
  tell(door, "nhac", "status", "Phiên làm việc đã hết", "Những gì vừa ghi còn giữ trên máy này. Vào lại là thấy.");
