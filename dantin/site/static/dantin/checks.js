// Các phép cộng của phiếu đếm: the checks of core/count.py, as data; the same vectors test both.

const CANDIDATE = "votes.";

// → [{check, got, expected, field}] of every check that does not hold; one whose figures are not there is not judged.
export function brokenChecks(figures, checks) {
  const found = [];
  const votes = Object.keys(figures).filter((name) => name.startsWith(CANDIDATE));
  const value = (term) =>
    term === "votes.*" ? votes.reduce((sum, name) => sum + figures[name], 0) : figures[term];
  for (const check of checks) {
    let limit = check.right.reduce((sum, term) => sum + value(term), 0);
    if (check.times !== null) limit *= figures[check.times];
    if (check.each) {
      for (const name of votes) {
        if (figures[name] > limit) found.push({ check, field: name, expected: limit, got: figures[name] });
      }
      continue;
    }
    const got = check.left.reduce((sum, term) => sum + value(term), 0);
    if (Number.isNaN(got) || Number.isNaN(limit)) continue;
    if (check.op === ">=" ? got < limit : got > limit || (got !== limit && check.op === "==")) {
      found.push({ check, field: check.left[0], expected: limit, got });
    }
  }
  return found;
}

export function sentence({ check, got, expected }) {
  const written = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  return check.sentence.replace("{got}", written(got)).replace("{expected}", written(expected));
}
