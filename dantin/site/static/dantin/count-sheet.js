// Phiếu đếm: adds up while somebody types, Enter moves on, and what was typed outlives a lost line or session.
import { brokenChecks, sentence } from "./checks.js";

const form = document.querySelector("[data-phieu]");
const { checks, known, validIsAttended } = JSON.parse(form.dataset.kiem);
const fields = [...form.querySelectorAll(".o-so input")];
const told = form.querySelector("[data-loi]");
const left = form.querySelector("[data-con-lai]");
// one reader, one sheet: whoever reads next at this machine must not see it
const place = form.dataset.giu;

function whole(text) {
  const tidy = text.replace(/[. ]/g, "");
  return /^\d{1,7}$/.test(tidy) ? Number(tidy) : undefined;
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
  const broken = brokenChecks(read, checks);
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
  if (open.length) parts.push(`${open.length} ô trống`);
  left.textContent = parts.length ? `Còn ${parts.join(" và ")}. Số đã nhập vẫn giữ trên máy.` : "Đủ ô và khớp.";
}

function keep() {
  localStorage.setItem(place, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value]))));
}

function bring() {
  const kept = JSON.parse(localStorage.getItem(place) || "{}");
  for (const field of fields) if (field.value === "" && kept[field.name]) field.value = kept[field.name];
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
form.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  left.textContent = "Chưa có mạng. Số đã lưu trên máy này; có mạng thì bấm lại nút này.";
});
bring();
judge();
fields.find((field) => field.value === "")?.focus();
