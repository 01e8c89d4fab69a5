/** The form of a question: as a document of the server, and in the address of the page. */
import { fieldAt, number, ownProgram, percent, showProgram } from "./phases.js";

export const OWN = "own";

const NAMES = ["program", "size", "trades", "winRate", "payoff", "riskPerTrade", "tradesPerDay", "arrival", "risk", "base", "headroom", "band", "bandCap", "accounts", "dependence", "correlation", "trials", "seed"];

/** Which field of the form a place in the document is from. */
const FIELDS = [
  [/initialBalance/, "ownSize"],
  [/program/, "program"],
  [/winRate/, "winRate"],
  [/outcomes.*win/, "payoff"],
  [/tradesPerDay/, "tradesPerDay"],
  [/bands.*drawdown/, "band"],
  [/bands/, "bandCap"],
  [/daily-headroom|limits/, "headroom"],
  [/proposals/, "risk"],
  [/dependence/, "correlation"],
  [/accounts/, "accounts"],
  [/trials/, "trials"],
  [/seed/, "seed"],
];

/** The question of the form; outcomes replace win rate and payoff. */
export function question(form, outcomes) {
  const f = form.elements;
  const proposals = [{ type: "fixed-fractional", fraction: number(f.risk.value, 0.01), base: f.base.value }];
  const limits = [];
  if (f.headroom.value.trim()) limits.push({ type: "daily-headroom", trades: 1, share: number(f.headroom.value, 0.01) });
  if (f.band.value.trim()) {
    limits.push({ type: "drawdown-manager", bands: [{ drawdown: number(f.band.value, 0.01), cap: number(f.bandCap.value || "0.5", 0.01) }], recovery: 0 });
  }
  const program = f.program.value === OWN ? ownProgram() : { name: f.program.value, size: f.size.value };
  const intraday = program.phases?.some((phase) => phase.maximumLoss.reference === "INTRADAY_EQUITY");
  const simulation = {
    version: 1,
    program,
    // a floor that trails the equity within a day follows the closes where nothing is known of open trades
    ...(intraday && !outcomes?.excursions?.length ? { positions: { path: "CLOSES_ONLY" } } : {}),
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
  if (form.elements.program.value === OWN) all.set("rules", JSON.stringify(ownProgram()));
  history.replaceState(null, "", `#${all}`);
}

/** Takes the form from the address; says whether there was a question. */
export function fromAddress(form) {
  const known = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  try {
    if (known.rules) showProgram(JSON.parse(known.rules));
  } catch {
    showProgram(); // the address is cut off
  }
  return fill(form, known);
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
  if (simulation.program.phases) showProgram(simulation.program);
  fill(form, {
    program: simulation.program.phases ? OWN : simulation.program.name,
    ...(simulation.program.size ? { size: simulation.program.size } : {}),
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

/** What is wrong, in the units of the form, which has percent for fractions. */
const inPercent = (message) => message.replace(/^\w+ must/, "must").replace(/a fraction (.*)\b1 \(0\.05 for 5 %\).*/, "$1100 %").replace(" of 32 bits", "");

/** Marks the fields that problems are about, and says beside each what is wrong. */
export function mark(form, problems) {
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  form.querySelectorAll(".problem").forEach((text) => text.remove());
  let first = null;
  for (const { path, message } of problems) {
    const place = /^\$$|simulation$/.test(path) ? message : path;
    const found = FIELDS.find(([pattern]) => pattern.test(place));
    const field = (form.elements.program.value === OWN && fieldAt(path)) || (found && form.elements[found[1]]);
    if (field) {
      field.setAttribute("aria-invalid", "true");
      const text = Object.assign(document.createElement("small"), { className: "problem", textContent: field.value?.trim() === "" ? "must be stated" : inPercent(message) });
      field.closest("label, fieldset").append(text);
      first ??= field;
    }
  }
  (first?.matches("fieldset") ? first.querySelector("input") : first)?.focus();
}
