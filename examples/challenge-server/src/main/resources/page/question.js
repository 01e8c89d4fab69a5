/** The form of a question: as a document of the server, and in the address of the page. */
import { addGates, gatesOf } from "./gates.js";
import { addModules, moduleAt, showModules, shownModules, wholeOf } from "./modules.js";
import { fieldAt, number, ownProgram, percent, showProgram } from "./phases.js";

export const OWN = "own";

const NAMES = ["program", "size", "trades", "winRate", "payoff", "riskPerTrade", "tradesPerDay", "arrival", "risk", "base", "headroom", "band", "bandCap", "rises", "freeze", "perTrade", "perDay", "positions", "hoursFrom", "hoursTo", "hoursZone", "firstDay", "sessionFrom", "sessionTo", "weekend", "news", "newsBefore", "newsAfter", "accounts", "dependence", "correlation", "trials", "seed"];

/** Which field of the form a place in the document is from. */
const FIELDS = [
  [/initialBalance/, "ownSize"],
  [/program/, "program"],
  [/winRate/, "winRate"],
  [/outcomes.*win/, "payoff"],
  [/tradesPerDay/, "tradesPerDay"],
  [/blackout.*before/, "newsBefore"],
  [/blackout.*after/, "newsAfter"],
  [/blackout/, "news"],
  [/session.*lead/, "weekend"],
  [/session.*\.to/, "sessionTo"],
  [/session/, "sessionFrom"],
  [/hours\.to/, "hoursTo"],
  [/hours\.zone/, "hoursZone"],
  [/hours/, "hoursFrom"],
  [/start/, "firstDay"],
  [/freeze/, "freeze"],
  [/CAP_PER_TRADE/, "perTrade"],
  [/CAP_PER_DAY/, "perDay"],
  [/CAP_POSITIONS/, "positions"],
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
  const proposals = [];
  if (f.risk.value.trim() || !shownModules().proposals.length) proposals.push({ type: "fixed-fractional", fraction: number(f.risk.value, 0.01), base: f.base.value });
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
    sizing: addModules(limits.length ? { proposals, limits } : { proposals }, form),
    accounts: number(f.accounts.value),
    dependence: f.dependence.value === "correlated" ? { type: "correlated", correlation: number(f.correlation.value) } : { type: f.dependence.value },
  };
  addGates(simulation, form);
  return { simulation, trials: number(f.trials.value), seed: number(f.seed.value) };
}

/** Puts the form into the address. */
export function toAddress(form) {
  const all = new URLSearchParams();
  for (const name of NAMES) {
    const { value, defaultValue } = form.elements[name];
    if (value !== "" || defaultValue) all.set(name, value);
  }
  if (form.elements.program.value === OWN) all.set("rules", JSON.stringify(ownProgram()));
  const modules = shownModules();
  if (modules.proposals.length + modules.limits.length) all.set("modules", JSON.stringify(modules));
  history.replaceState(null, "", `#${all}`);
}

/** Takes the form from the address; says whether there was a question. */
export function fromAddress(form) {
  const known = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  try {
    if (known.rules) showProgram(JSON.parse(known.rules));
    if (known.modules) showModules(JSON.parse(known.modules));
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
  for (const part of form.querySelectorAll("#sizing-more, #gates-more")) {
    part.open = [...part.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue);
  }
  return any;
}

/** Fills the form from a question, as far as it has fields for it. */
export function fromQuestion(form, { simulation, trials, seed }) {
  const { proposals, limits = [] } = simulation.sizing;
  const [proposal, further] = proposals[0].type === "fixed-fractional" ? [proposals[0], proposals.slice(1)] : [{}, proposals];
  const headroom = limits.find((each) => each.type === "daily-headroom" && each.trades === 1);
  const band = limits.find((each) => each.type === "drawdown-manager" && each.bands.length === 1);
  showModules({ proposals: further, limits: limits.filter((each) => each !== headroom && each !== band) });
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
    headroom: percent(headroom?.share),
    band: percent(band?.bands[0].drawdown),
    bandCap: percent(band?.bands[0].cap),
    ...wholeOf(simulation.sizing),
    ...gatesOf(simulation),
    accounts: String(simulation.accounts ?? 1),
    dependence: simulation.dependence?.type ?? "independent",
    correlation: String(simulation.dependence?.correlation ?? 0.6),
    trials: String(trials ?? 100000),
    seed: String(seed ?? 42),
  });
}

/** What is wrong, in the units of the form, which has percent for fractions. */
const inPercent = (message) => message.replace(/^\w+ must/, "must").replace(/a fraction (.*)\b1 \(0\.05 for 5 %\).*/, "$1100 %").replace(/a fraction above 0 and at most ([\d.]+).*/, (_, most) => `above 0 and at most ${percent(Number(most))} %`).replace(" of 32 bits", "");

/** Marks the fields that problems are about, and says beside each what is wrong. */
export function mark(form, problems) {
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  form.querySelectorAll(".problem").forEach((text) => text.remove());
  let first = null;
  for (const { path, message } of problems) {
    const place = /^\$$|simulation$/.test(path) ? message : path;
    const found = FIELDS.find(([pattern]) => pattern.test(place));
    const f = form.elements;
    const own = [f.risk.value.trim() ? 1 : 0, (f.headroom.value.trim() ? 1 : 0) + (f.band.value.trim() ? 1 : 0)];
    const field = (form.elements.program.value === OWN && fieldAt(path)) || moduleAt(path, ...own) || (found && form.elements[found[1]]);
    if (field) {
      field.setAttribute("aria-invalid", "true");
      field.closest("details")?.setAttribute("open", "");
      const text = Object.assign(document.createElement("small"), { className: "problem", textContent: field.value?.trim() === "" ? "must be stated" : inPercent(message) });
      field.closest("label, fieldset").append(text);
      first ??= field;
    }
  }
  (first?.matches("fieldset") ? first.querySelector("input") : first)?.focus();
}
