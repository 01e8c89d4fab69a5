/** The sizing beyond a fixed risk: a card for each further module, and what holds for all. */
import { number, percent } from "./phases.js";

const $ = (id) => document.getElementById(id);

const text = (value) => String(value ?? "");

/** A field: where it stands in the module, its label, its first value, and how it is written. */
const plain = (path, label, value) => ({ path, label, value, write: (entry) => number(entry), read: text });
const share = (path, label, value) => ({ path, label: `${label}, %`, value, write: (entry) => number(entry, 0.01), read: percent });
const words = (path, label, value) => ({ path, label, value, write: (entry) => entry, read: text });
const choice = (path, label, options) => ({ ...words(path, label, Object.keys(options)[0]), options });
const truth = (path, label) => ({ ...choice(path, label, { true: "yes", false: "no" }), write: (entry) => entry === "true", read: String });

/** Steps such as “4: 0.5, 6: 0.25”, of which each has a place and a cap in percent. */
const steps = (path, label, value, place, factor) => ({
  path,
  label,
  value,
  write: (entry) => entry.split(/[,;]/).map((step) => step.split(":")).map(([from, cap]) => ({ [place]: number(from, factor), cap: number(cap ?? "", 0.01) })),
  read: (list) => [...list].map((step) => `${factor === 1 ? step[place] : percent(step[place])}: ${percent(step.cap)}`).join(", "),
});

/** The floors that a cushion is measured from. */
const CUSHION = { MAXIMUM_LOSS: "maximum loss", BINDING: "nearest floor" };

/** The modules by their type: a title, whether they only limit, and their fields. A field without a value is left out. */
const MODULES = {
  "fixed-fractional": ["Fixed share", false, [share("fraction", "Risk", "0.5"), choice("base", "of", { BALANCE: "balance", INITIAL_BALANCE: "initial balance", EQUITY: "equity" })]],
  "constant-money": ["Constant money", false, [words("amount", "Amount", "500 USD")]],
  kelly: ["Kelly", false, [share("winRate", "Win rate", "48"), plain("payoff", "Payoff, R", "1.6"), share("fraction", "Share of Kelly", "10"), share("cap", "At most", "2")]],
  bayes: ["Learning Kelly (Bayes)", false, [plain("prior.wins", "Wins before", "20"), plain("prior.losses", "Losses before", "20"), plain("prior.meanWin", "Mean win, R", "1.6"), plain("prior.meanLoss", "Mean loss, R", "1"), truth("learnsPayoff", "Learns the payoff"), share("kelly", "Share of Kelly", "25"), plain("quantile", "Quantile", "0.25"), share("cap", "At most", "2"), share("probe", "At least", "0.1"), plain("decay.lambda", "Decay, from 0 to 1", "1")]],
  "linear-edge": ["Linear in the edge", false, [share("winRate", "Win rate", "55"), plain("slope", "Slope", "0.2"), share("cap", "At most", "2")]],
  "fixed-vol-target": ["Fixed volatility target", false, [plain("target", "Target", "0.1"), plain("estimate", "Estimate", "0.2"), share("scale", "Risk at the target", "1"), share("cap", "At most", "2")]],
  "vol-target": ["Volatility target", false, [share("target", "Volatility a year", "10"), plain("perYear", "Trades a year", "1000"), plain("decay.lambda", "Decay, from 0 to 1", "0.94"), share("cap", "At most", "2"), plain("warmUp", "Trades of warm-up", "20"), plain("initial", "σ until then", "1.3")]],
  cppi: ["Share of the cushion (CPPI)", false, [plain("multiplier", "Multiplier", "0.1"), share("cap", "At most", "2"), choice("cushion.floor", "Cushion above", CUSHION)]],
  "daily-headroom": ["Headroom of the day", true, [plain("trades", "Trades planned a day", "1"), share("share", "Share they may lose", "33")]],
  "drawdown-manager": ["Drawdown bands", true, [steps("bands", "From drawdown: at most, %", "4: 0.5, 6: 0.25", "drawdown", 0.01), share("recovery", "Recovery", "1")]],
  "losing-streak-ladder": ["Losing streak", true, [steps("steps", "From losses: at most, %", "3: 0.5, 5: 0.25", "losses", 1)]],
  "target-glide": ["Glide to the target", true, [plain("payoff", "Payoff, R", "1.6")]],
};

/** Fields of the whole sizing, by their place in it. */
const WHOLE = {
  freeze: share("freeze.threshold", "", ""),
  perTrade: share("caps.CAP_PER_TRADE.fraction", "", ""),
  perDay: share("caps.CAP_PER_DAY.fraction", "", ""),
  positions: plain("caps.CAP_POSITIONS_PER_DAY.most", "", ""),
};
const WITH = { freeze: { cushion: { type: "above-floor", floor: "MAXIMUM_LOSS" } }, perTrade: { type: "share" }, perDay: { type: "share" }, positions: { type: "count" } };

const PRESETS = { conservative: [0.05, 0.01, 0.2], balanced: [0.1, 0.02, 0.33], aggressive: [0.2, 0.02, 0.33] };

const at = (object, path) => path.split(".").reduce((value, name) => value?.[name], object);

function put(object, path, value) {
  const names = path.split(".");
  const last = names.pop();
  names.reduce((inner, name) => (inner[name] ??= {}), object)[last] = value;
}

const cards = () => [...$("modules").children];
const kept = new WeakMap();

function module(card) {
  const { type } = card.dataset;
  if (!MODULES[type]) return kept.get(card);
  const found = { type };
  for (const [i, field] of MODULES[type][2].entries()) {
    const entry = card.querySelectorAll("[data-parameter]")[i].value.trim();
    if (entry !== "") put(found, field.path, field.write(entry));
  }
  if (found.cushion) found.cushion.type = "above-floor";
  return found;
}

const limits = (card) => card.querySelector("[data-part]").value === "limits";

/** Adds the modules of the cards, and what holds for all, to a sizing. */
export function addModules(sizing, form) {
  for (const card of cards()) (sizing[limits(card) ? "limits" : "proposals"] ??= []).push(module(card));
  for (const [name, field] of Object.entries(WHOLE)) {
    const entry = form.elements[name].value.trim();
    if (entry === "") continue;
    put(sizing, field.path, field.write(entry));
    Object.assign(at(sizing, field.path.replace(/\.\w+$/, "")), WITH[name]);
  }
  if (form.elements.rises.value === "true") sizing.risesAfterLoss = true;
  return sizing;
}

/** Shows modules in cards. */
export function showModules({ proposals = [], limits: limiting = [] } = {}) {
  $("modules").replaceChildren();
  for (const each of proposals) add(each, false);
  for (const each of limiting) add(each, true);
}

/** The cards as a part of a sizing, for the address. */
export function shownModules() {
  const all = { proposals: [], limits: [] };
  for (const card of cards()) all[limits(card) ? "limits" : "proposals"].push(module(card));
  return all;
}

/** What the form holds of the whole sizing, by the names of its fields. */
export function wholeOf(sizing) {
  const found = { rises: String(sizing.risesAfterLoss ?? false) };
  for (const [name, field] of Object.entries(WHOLE)) found[name] = field.read(at(sizing, field.path) ?? "");
  return found;
}

function add(shown, limiting) {
  const card = $("module-card").content.firstElementChild.cloneNode(true);
  const [title, , fields] = MODULES[shown.type] ?? [`${shown.type}, as it was stated`, false, []];
  card.dataset.type = shown.type;
  kept.set(card, shown);
  card.querySelector("legend").textContent = title;
  card.querySelector("button").setAttribute("aria-label", `Remove ${title}`);
  card.querySelector("[data-part]").value = limiting ? "limits" : "proposals";
  for (const { path, label, read, options } of fields) {
    const input = document.createElement(options ? "select" : "input");
    for (const [value, name] of Object.entries(options ?? {})) input.append(new Option(name, value));
    input.dataset.parameter = path;
    input.value = read(at(shown, path) ?? "");
    const labelled = document.createElement("label");
    labelled.append(`${label} `, input);
    card.querySelector(".fields").append(labelled);
  }
  card.querySelector("button").addEventListener("click", () => {
    card.remove();
    $("add-module").focus();
  });
  $("modules").append(card);
  return card;
}

/** The field that a place in the sizing is from, where so many proposals and limits have fields of their own. */
export function moduleAt(path, proposals, limiting) {
  const [, part, index, place] = path.match(/sizing\.(proposals|limits)\[(\d+)\]\.?(.*)/) ?? [];
  const card = cards().filter((each) => limits(each) === (part === "limits"))[index - (part === "limits" ? limiting : proposals)];
  if (!part || !card) return null;
  return [...card.querySelectorAll("[data-parameter]")].find((field) => place.startsWith(field.dataset.parameter)) ?? card;
}

export function startModules(form) {
  const kind = $("module-kind");
  kind.append(...Object.entries(MODULES).map(([type, [title]]) => new Option(title, type)));
  $("add-module").addEventListener("click", () => {
    const [, limiting, fields] = MODULES[kind.value];
    const fresh = { type: kind.value };
    for (const field of fields) put(fresh, field.path, field.write(field.value));
    add(fresh, limiting).querySelector("[data-parameter]").focus();
  });
  $("preset").addEventListener("change", ({ target }) => {
    const preset = PRESETS[target.value];
    target.value = "";
    if (!preset) return;
    const [multiplier, cap, ofDay] = preset;
    form.elements.risk.value = form.elements.headroom.value = form.elements.band.value = "";
    showModules({
      proposals: [{ type: "cppi", multiplier, cap, cushion: { type: "above-floor", floor: "MAXIMUM_LOSS" } }],
      limits: [{ type: "daily-headroom", trades: 1, share: ofDay }, { type: "target-glide", payoff: 1.5 }],
    });
  });
}
