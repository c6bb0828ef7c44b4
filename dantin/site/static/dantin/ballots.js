// Cộng từng lá phiếu: the sums of core/ballot.py; what is valid is looked up in a table the core made.

export function emptySums(names) {
  return { collected: 0, valid: 0, votes: Object.fromEntries(names.map((name) => [name, 0])), invalid: {} };
}

// A paper is { votes: [name], fault: reason or null, accepted: the board took it as valid }.
export function outcome(paper, outcomes) {
  return paper.fault || (paper.accepted ? "valid" : outcomes[paper.votes.length]);
}

// What goes into the count sheet; papers of another's are apart from those collected (B-45), where the form says so.
export function figures(sums, names, apart) {
  const others = (apart && sums.invalid[apart]) || 0;
  const typed = { collected: sums.collected - others, valid: sums.valid, invalid: sums.collected - sums.valid - others };
  if (apart) typed.not_issued = others;
  for (const name of names) typed[`votes.${name}`] = sums.votes[name];
  return typed;
}

// Adds a paper, or with -1 takes it back.
export function add(sums, paper, outcomes, by = 1) {
  const found = outcome(paper, outcomes);
  sums.collected += by;
  if (found === "valid") {
    sums.valid += by;
    for (const name of paper.votes) sums.votes[name] += by;
  } else {
    sums.invalid[found] = (sums.invalid[found] || 0) + by;
    if (!sums.invalid[found]) delete sums.invalid[found];
  }
  return found;
}
