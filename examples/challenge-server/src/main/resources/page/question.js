/** The form of a question: as a document of the server, and in the address of the page. */

const NAMES = ["program", "size", "trades", "winRate", "payoff", "riskPerTrade", "tradesPerDay", "arrival", "risk", "base", "headroom", "band", "bandCap", "accounts", "dependence", "correlation", "trials", "seed"];

/** Which field of the form a place in the document is from. */
const FIELDS = [
  [/program/, "program"],
  [/winRate/, "winRate"],
  [/outcomes.*win/, "payoff"],
  [/tradesPerDay/, "tradesPerDay"],
  [/daily-headroom|limits/, "headroom"],
  [/proposals/, "risk"],
  [/dependence/, "correlation"],
  [/accounts/, "accounts"],
  [/trials/, "trials"],
  [/seed/, "seed"],
];

/** A number, or the text as it is: the server says what is wrong with it. */
function number(text, factor = 1) {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() === "" || Number.isNaN(value) ? text : Number((value * factor).toPrecision(12));
}

/** The question of the form; outcomes replace win rate and payoff. */
export function question(form, outcomes) {
  const f = form.elements;
  const proposals = [{ type: "fixed-fractional", fraction: number(f.risk.value, 0.01), base: f.base.value }];
  const limits = [];
  if (f.headroom.value.trim()) limits.push({ type: "daily-headroom", trades: 1, share: number(f.headroom.value, 0.01) });
  if (f.band.value.trim()) {
    limits.push({ type: "drawdown-manager", bands: [{ drawdown: number(f.band.value, 0.01), cap: number(f.bandCap.value || "0.5", 0.01) }], recovery: 0 });
  }
  const simulation = {
    version: 1,
    program: { name: f.program.value, size: f.size.value },
    outcomes: outcomes ?? { type: "bernoulli", winRate: number(f.winRate.value, 0.01), win: number(f.payoff.value) },
    tradesPerDay: f.arrival.value === "poisson" ? { type: "poisson", mean: number(f.tradesPerDay.value) } : number(f.tradesPerDay.value),
    sizing: limits.length ? { proposals, limits } : { proposals },
    accounts: number(f.accounts.value),
    dependence: f.dependence.value === "correlated" ? { type: "correlated", correlation: number(f.correlation.value) } : { type: f.dependence.value },
  };
  return { simulation, trials: number(f.trials.value), seed: number(f.seed.value) };
}

/** Puts the form into the address. */
export function toAddress(form) {
  const all = new URLSearchParams();
  for (const name of NAMES) {
    const value = form.elements[name].value;
    if (value !== "") all.set(name, value);
  }
  history.replaceState(null, "", `#${all}`);
}

/** Takes the form from the address; says whether there was a question. */
export function fromAddress(form) {
  return fill(form, Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
}

/** What the form has, by name. */
export function values(form) {
  return Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
}

function fill(form, known) {
  let any = false;
  for (const name of NAMES) {
    if (!(name in known)) continue;
    any = true;
    const field = form.elements[name];
    field.value = known[name];
    if (name === "program") field.dispatchEvent(new Event("change"));
  }
  return any;
}

/** Fills the form from a question, as far as it has fields for it. */
export function fromQuestion(form, { simulation, trials, seed }) {
  const proposal = simulation.sizing.proposals[0];
  const limit = (type) => simulation.sizing.limits?.find((each) => each.type === type);
  const perDay = simulation.tradesPerDay;
  const percent = (share) => (share === undefined ? "" : String(Number((100 * share).toPrecision(10))));
  fill(form, {
    program: simulation.program.name,
    size: simulation.program.size,
    ...(simulation.outcomes.type === "bernoulli"
      ? { trades: "rate", winRate: percent(simulation.outcomes.winRate), payoff: String(simulation.outcomes.win) }
      : { trades: "file" }),
    tradesPerDay: String(perDay.mean ?? perDay),
    arrival: perDay.type === "poisson" ? "poisson" : "fixed",
    risk: percent(proposal.fraction),
    base: proposal.base ?? "BALANCE",
    headroom: percent(limit("daily-headroom")?.share),
    band: percent(limit("drawdown-manager")?.bands[0].drawdown),
    bandCap: percent(limit("drawdown-manager")?.bands[0].cap),
    accounts: String(simulation.accounts ?? 1),
    dependence: simulation.dependence?.type ?? "independent",
    correlation: String(simulation.dependence?.correlation ?? 0.6),
    trials: String(trials ?? 100000),
    seed: String(seed ?? 42),
  });
}

/** Marks the fields that problems are about. */
export function mark(form, problems) {
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  let first = null;
  for (const { path } of problems) {
    const found = FIELDS.find(([pattern]) => pattern.test(path));
    const field = found && form.elements[found[1]];
    if (field) {
      field.setAttribute("aria-invalid", "true");
      first ??= field;
    }
  }
  first?.focus();
}
