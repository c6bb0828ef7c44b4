// Nhập từng lá phiếu: one key a ballot, sums drawn, kept on this machine until the count sheet is taken.
import { add, emptySums, figures, outcome } from "./ballots.js";

const UNDO = 20; // only the newest papers can be taken back; older ones are in the sums alone
const page = document.querySelector("[data-tung-phieu]");
// at a congress the form says how it is marked (B-43), how many may be elected, and which papers are apart
const { names, labels, outcomes, reasons, keptAs, sheetKeptAs, sheetUrl, seats = 1, marking, apart } = JSON.parse(page.dataset.tungPhieu);
const told = page.querySelector("[data-vua-nhap]");
const asking = page.querySelector("[data-hoi]");
const modes = [...page.querySelectorAll("[name=cach]")];
const single = names.length === 1;

let state = { mode: marking ? "strike" : "tick", sums: emptySums(names), last: [] };
let struck = [];
let question = null; // { paper, choose } while the board is asked about one paper

function bring() {
  try {
    const kept = JSON.parse(localStorage.getItem(keptAs));
    if (kept && names.every((name) => name in kept.sums.votes)) state = kept;
  } catch {
    // what another version kept is no ground to fail on; the paper is still there
  }
}

function keep() {
  localStorage.setItem(keptAs, JSON.stringify({ ...state, at: Date.now() }));
}

function said(paper) {
  const found = outcome(paper, outcomes);
  if (found !== "valid") return `không hợp lệ: ${reasons[found]}`;
  return paper.votes.length ? paper.votes.map((name) => labels[name]).join(", ") : "không đồng ý";
}

function take(paper) {
  add(state.sums, paper, outcomes);
  state.last.push(paper);
  state.last = state.last.slice(-UNDO);
  struck = [];
  question = null;
  keep();
  draw(`Lá ${state.sums.collected}: ${said(paper)}`);
}

// What is no plain choice stops: the machine says how it reads it, the board decides (no national text for this ballot).
function decide(paper) {
  if (outcome(paper, outcomes) === "valid") return take(paper);
  question = { paper };
  draw();
}

function undo() {
  if (question || struck.length) {
    question = null;
    struck = [];
    return draw("Đã bỏ lá đang nhập.");
  }
  const paper = state.last.pop();
  if (!paper) return draw(state.sums.collected ? "Chỉ sửa được các lá vừa nhập. Muốn đếm lại thì xoá hết." : "Chưa có lá nào.");
  add(state.sums, paper, outcomes, -1);
  keep();
  draw(`Đã bỏ lá vừa nhập (${said(paper)}). Còn ${state.sums.collected} lá.`);
}

function press(key) {
  if (question) return answer(key);
  if (key === "0") {
    question = { paper: { votes: [], fault: null, accepted: false }, listed: true };
    return draw();
  }
  const at = Number(key) - 1;
  if (single) {
    if (at > 1) return undefined;
    return take({ votes: at === 0 ? [names[0]] : [], fault: null, accepted: false });
  }
  if (!(at < names.length)) return draw(`Không có người số ${key}.`);
  if (state.mode === "tick") return take({ votes: [names[at]], fault: null, accepted: false });
  struck = struck.includes(names[at]) ? struck.filter((name) => name !== names[at]) : [...struck, names[at]];
  // of several seats a paper may leave fewer names: its reader says when it is done
  if (seats === 1 && struck.length === names.length - 1) return commit();
  return draw();
}

function commit() {
  decide({ votes: names.filter((name) => !struck.includes(name)), fault: null, accepted: false });
}

function choices() {
  const given = Object.keys(reasons);
  return given.map((code, n) => ({ key: String(n + 1), text: reasons[code], run: () => take({ ...question.paper, votes: [], fault: code }) }));
}

function answer(key) {
  const found = choices().find((one) => one.key === key);
  if (found) found.run();
  else if (key === "Enter" && !question.listed) take(question.paper);
}

function button(key, text, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nut phu";
  const cap = document.createElement("kbd");
  cap.textContent = key;
  made.append(cap, ` ${text}`);
  made.addEventListener("click", run);
  return made;
}

function draw(words = "") {
  const most = Math.max(1, ...Object.values(state.sums.votes));
  for (const name of names) {
    const row = page.querySelector(`[data-nguoi="${CSS.escape(name)}"]`);
    row.querySelector("b").textContent = state.sums.votes[name];
    row.querySelector("progress").max = most;
    row.querySelector("progress").value = state.sums.votes[name];
    row.classList.toggle("da-gach", struck.includes(name));
  }
  const summed = figures(state.sums, names, apart);
  page.querySelector("[data-thu-vao]").textContent = summed.collected;
  page.querySelector("[data-hop-le]").textContent = summed.valid;
  page.querySelector("[data-khong-hop-le]").textContent = summed.invalid;
  if (apart) page.querySelector("[data-rieng]").textContent = summed.not_issued;
  page.querySelector("[data-ly-do-tung]").textContent = Object.entries(state.sums.invalid)
    .filter(([code]) => code !== apart)
    .map(([code, n]) => `${reasons[code]}: ${n}`)
    .join("; ");
  if (words) told.textContent = words;
  asking.hidden = !question;
  if (question) {
    const title = document.createElement("p");
    title.textContent = question.listed
      ? "Lá này không hợp lệ vì sao? Ban kiểm phiếu quyết định, bấm một phím."
      : `Lá này ${said(question.paper)}. Ban kiểm phiếu đồng ý thì bấm Enter; lý do khác thì bấm số; nhầm thì bấm Backspace.`;
    asking.replaceChildren(title, ...choices().map((one) => button(one.key, one.text, one.run)));
    if (!question.listed) asking.append(button("Enter", "Không hợp lệ", () => take(question.paper)));
  }
  for (const one of modes) one.checked = one.value === state.mode;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (/^[0-9]$/.test(event.key)) {
    event.preventDefault();
    press(event.key);
  } else if (event.key === "Backspace") {
    event.preventDefault();
    undo();
  } else if (event.key === "Enter" && !event.target.closest("button, a")) {
    event.preventDefault();
    if (question) answer("Enter");
    else if (state.mode === "strike" && !single) commit();
  }
});
for (const one of modes) {
  one.addEventListener("change", () => {
    state.mode = one.value;
    struck = [];
    keep();
    one.blur(); // the digits belong to the ballots again
    draw();
  });
}
for (const one of page.querySelectorAll("[data-phim]")) one.addEventListener("click", () => press(one.dataset.phim));
page.querySelector("[data-bo]").addEventListener("click", undo);
const wipe = page.querySelector("[data-xoa]");
wipe.addEventListener("click", () => {
  if (wipe.dataset.chac !== "1") {
    wipe.dataset.chac = "1";
    wipe.textContent = "Bấm lần nữa để xoá hết";
    return;
  }
  state = { mode: state.mode, sums: emptySums(names), last: [] };
  wipe.dataset.chac = "";
  wipe.textContent = "Đếm lại từ đầu";
  keep();
  draw("Đã xoá hết, đếm lại từ đầu.");
});
page.querySelector("[data-dua-vao]").addEventListener("click", () => {
  const typed = figures(state.sums, names, apart);
  for (const name of Object.keys(typed)) typed[name] = String(typed[name]);
  const before = JSON.parse(localStorage.getItem(sheetKeptAs) || "{}");
  localStorage.setItem(sheetKeptAs, JSON.stringify({ ...before, ...typed, at: Date.now() }));
  location.assign(sheetUrl);
});
bring();
draw();
