// Phiếu đếm: adds up while somebody types, Enter moves on, and what was typed outlives a lost line or session.
import { brokenChecks, sentence } from "./checks.js";

const form = document.querySelector("[data-phieu]");
const { checks, known, validIsAttended, explained } = JSON.parse(form.dataset.kiem);
const fields = [...form.querySelectorAll(".o-so input")];
const told = form.querySelector("[data-loi]");
const asked = form.querySelector("[data-ly-do]");
const reasons = new Map([...asked.querySelectorAll("textarea")].map((one) => [one.name, one.value]));
const left = form.querySelector("[data-con-lai]");
// one reader, one sheet: whoever reads next at this machine must not see it
const place = form.dataset.giu;

function whole(text) {
  const written = text.trim();
  const tidy = written.replace(/[. ]/g, "");
  // "1.452" is a count, "94.5" is none
  return /^(\d+|\d{1,3}([. ]\d{3})+)$/.test(written) && tidy.length < 8 ? Number(tidy) : undefined;
}

function figures() {
  const read = { ...known };
  for (const field of fields) {
    const value = whole(field.value);
    if (value !== undefined) read[field.name] = value;
  }
  if (validIsAttended && read.attended !== undefined) read.valid = read.attended;
  return read;
}

// A sum of votes is not yet wrong while a candidate's field is still empty; the rest is judged as soon as it is there.
function judge() {
  const read = figures();
  const open = fields.filter((field) => field.value.trim() === "");
  const wrong = fields.filter((field) => field.value.trim() !== "" && whole(field.value) === undefined);
  const found = brokenChecks(read, checks);
  const broken = found.filter((one) => one.check.level === "error");
  ask(found.filter((one) => one.check.level === "warning" && !isExplained(one)));
  for (const field of fields) {
    const bad = wrong.includes(field) || broken.some((one) => one.field === field.name);
    field.closest(".o-so").classList.toggle("sai", bad);
    field.setAttribute("aria-invalid", String(bad));
  }
  told.replaceChildren(
    ...broken.map((one) => {
      const box = document.createElement("div");
      box.className = "bao loi";
      box.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><use href="#i-loi"/></svg>';
      const line = document.createElement("p");
      line.textContent = sentence(one);
      box.append(line);
      return box;
    }),
  );
  const parts = [];
  if (broken.length + wrong.length) parts.push(`${broken.length + wrong.length} chỗ chưa khớp`);
  const bare = [...asked.querySelectorAll(".o-nhap textarea")].filter((box) => box.value.trim() === "");
  if (bare.length) parts.push(`${bare.length} lý do chưa ghi`);
  if (open.length) parts.push(`${open.length} ô trống`);
  left.textContent = parts.length ? `Còn ${parts.join(" và ")}. Số đã nhập vẫn giữ trên máy.` : "Đủ ô và khớp.";
}

function isExplained({ check, got, expected }) {
  return explained.some(([code, limit, read]) => code === check.code && limit === String(expected) && read === String(got));
}

// A warning asks for words, one box each; what was written stays while the figures change and change back.
function ask(warnings) {
  const wanted = new Set(warnings.map((one) => `ly-do-${one.check.code}`));
  for (const box of asked.querySelectorAll("textarea")) if (!wanted.has(box.name)) (box.closest(".o-nhap") || box).remove();
  for (const one of warnings) {
    const name = `ly-do-${one.check.code}`;
    let box = asked.querySelector(`.o-nhap textarea[name="${name}"]`);
    if (!box) {
      asked.querySelector(`textarea[name="${name}"]`)?.remove();
      const group = document.createElement("div");
      group.className = "o-nhap";
      group.innerHTML = '<label></label><textarea rows="2" maxlength="400"></textarea>';
      box = group.querySelector("textarea");
      box.name = box.id = name;
      group.querySelector("label").htmlFor = name;
      box.value = reasons.get(name) || "";
      asked.append(group);
    }
    box.closest(".o-nhap").querySelector("label").textContent = `${sentence(one)} Đúng như giấy thì ghi vì sao:`;
  }
}

function keep() {
  const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  localStorage.setItem(place, JSON.stringify({ ...typed, ...Object.fromEntries(reasons), at: Date.now() }));
}

function bring() {
  const kept = JSON.parse(localStorage.getItem(place) || "{}");
  for (const field of fields) if ((field.value === "" || "san" in field.dataset) && kept[field.name]) field.value = kept[field.name];
  for (const name of Object.keys(kept)) if (name.startsWith("ly-do-") && !reasons.has(name)) reasons.set(name, kept[name]);
}

fields.forEach((field, at) => {
  field.addEventListener("input", () => {
    keep();
    judge();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const next = fields[at + 1] || form.querySelector("[data-xong]");
    next.focus();
    if (next.select) next.select();
  });
});
asked.addEventListener("input", ({ target }) => {
  reasons.set(target.name, target.value);
  target.closest(".o-nhap").classList.remove("sai");
  keep();
  judge();
});
form.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  left.textContent = "Chưa có mạng. Số đã lưu trên máy này; có mạng thì bấm lại nút này.";
});
bring();
judge();
fields.find((field) => field.value === "")?.focus();
