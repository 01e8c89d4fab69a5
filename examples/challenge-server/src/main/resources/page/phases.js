/** Phases of one's own: a card of rules for each phase of a program in a document. */
import { post } from "./api.js";

const $ = (id) => document.getElementById(id);

/** The rules with which phases of one's own begin. */
const FIRST = { name: "Own rules", phases: [{ name: "Phase 1", initialBalance: "100000 USD", profitTarget: 0.08, maximumLoss: { limit: 0.1 }, dailyLoss: { limit: 0.05 } }] };

/** Which field of a card a place in a phase is from. */
const PLACES = [
  [/^\.profitTarget/, "target"],
  [/^\.maximumLoss\.lock/, "lock"],
  [/^\.maximumLoss/, "max"],
  [/^\.dailyLoss/, "daily"],
  [/^\.bestDay/, "bestDay"],
  [/^\.tradingDays/, "days"],
  [/^\.timeLimit/, "time"],
  [/^\.name/, "name"],
];

/** What of the program, and of the phase of each card, has no field. */
let program = FIRST;
const kept = new WeakMap();

/** A number, or the text as it is: the server says what is wrong with it. */
export function number(text, factor = 1) {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() === "" || Number.isNaN(value) ? text : Number((value * factor).toPrecision(12));
}

export const percent = (share) => (typeof share === "number" ? String(Number((100 * share).toPrecision(10))) : (share ?? ""));

const field = (card, rule) => card.querySelector(`[data-rule="${rule}"]`);
const cards = () => [...$("phases").children];
const brief = (money) => money.replace(/\.00 /, " ");

/** An amount of money; dollars if no currency is stated. */
function amount(text) {
  const money = text.trim().toUpperCase().replace(/,(?=\d{3})/g, "");
  return /^[\d.]+$/.test(money) ? `${money} USD` : money;
}

/** A percentage is a share, anything else money. */
function limit(text, type) {
  const share = number(text, 0.01);
  if (typeof share === "string") return { type: "amount", money: amount(text) };
  return type ? { type, fraction: share } : share;
}

const limitText = (value) => (value?.money ? brief(value.money) : percent(value?.fraction ?? value));

/** A distance from the initial balance is money; a percentage is taken of that. */
function distance(text, balance) {
  const share = number(text, 0.01);
  if (typeof share === "string") return amount(text);
  const [money, currency] = balance.split(" ");
  return `${(share * Number(money)).toFixed(2)} ${currency}`;
}

function phase(card, balance) {
  const rest = kept.get(card);
  const value = (rule) => field(card, rule).value.trim();
  const stated = (rule, make) => (value(rule) === "" ? undefined : make(value(rule)));
  const trails = value("mode") !== "INITIAL_BALANCE";
  return {
    ...rest,
    name: value("name"),
    initialBalance: balance,
    profitTarget: stated("target", limit),
    maximumLoss: {
      ...rest.maximumLoss,
      limit: limit(value("max")),
      reference: value("mode"),
      lock: trails ? stated("lock", (text) => ({ ...rest.maximumLoss?.lock, aboveInitial: distance(text, balance) })) : undefined,
    },
    dailyLoss: stated("daily", (text) => ({ limit: limit(text, value("dailyOf")), anchor: value("anchor"), judged: value("judged"), effect: value("effect") })),
    bestDay: stated("bestDay", (text) => ({ share: number(text, 0.01), measure: value("bestDayOf") })),
    tradingDays: { ...rest.tradingDays, minimum: number(value("days") || "0") },
    timeLimit: stated("time", (text) => ({ days: number(text), count: value("timeCount") })),
    breachTest: value("breach"),
  };
}

/** The program of the cards, as in a document. */
export function ownProgram() {
  const balance = amount($("own-size").value);
  const own = { ...program, phases: cards().map((card) => phase(card, balance)) };
  return JSON.parse(JSON.stringify(own, (key, value) => (key === "initialBalance" ? balance : key === "conditions" || key === "leverage" ? undefined : value)));
}

/** Shows a program of a document in cards. */
export function showProgram(own = FIRST) {
  program = own;
  $("own-size").value = brief(own.phases[0].initialBalance ?? "");
  $("phases").replaceChildren();
  own.phases.forEach(add);
  $("own-kept").textContent = own.funded || own.fee ? `${own.name}: the fee, the funded account and everything else that has no field here stay as they were.` : "";
}

function add(rules) {
  const card = $("phase-card").content.firstElementChild.cloneNode(true);
  kept.set(card, rules);
  const { maximumLoss, dailyLoss, bestDay, timeLimit } = rules;
  const shown = {
    name: rules.name,
    target: limitText(rules.profitTarget),
    max: limitText(maximumLoss?.limit),
    mode: maximumLoss?.reference,
    lock: brief(maximumLoss?.lock?.aboveInitial ?? ""),
    daily: limitText(dailyLoss?.limit),
    dailyOf: dailyLoss?.limit?.type === "share-of-reference" ? "share-of-reference" : undefined,
    anchor: dailyLoss?.anchor,
    effect: dailyLoss?.effect,
    judged: dailyLoss?.judged,
    bestDay: percent(bestDay?.share),
    bestDayOf: bestDay?.measure,
    days: String(rules.tradingDays?.minimum ?? 0),
    time: String(timeLimit?.days ?? ""),
    timeCount: timeLimit && (timeLimit.count ?? "CALENDAR_DAYS"),
    breach: rules.breachTest,
  };
  for (const [rule, value] of Object.entries(shown)) if (value !== undefined) field(card, rule).value = value;
  $("phases").append(card);
  card.addEventListener("input", () => arrange(card));
  card.querySelector("button").addEventListener("click", () => {
    card.remove();
    renumber();
    $("add-phase").focus();
  });
  arrange(card);
  renumber();
}

/** Shows the fields that depend on others only with them. */
function arrange(card) {
  const needs = { trails: field(card, "mode").value !== "INITIAL_BALANCE", daily: field(card, "daily").value.trim() !== "", bestDay: field(card, "bestDay").value.trim() !== "", time: field(card, "time").value.trim() !== "" };
  card.querySelectorAll("[data-needs]").forEach((label) => (label.hidden = !needs[label.dataset.needs]));
}

function renumber() {
  cards().forEach((card, i, all) => {
    card.querySelector("legend").textContent = `Phase ${i + 1}`;
    card.querySelector("button").hidden = all.length === 1;
    card.querySelector("button").setAttribute("aria-label", `Remove phase ${i + 1}`);
  });
}

/** The field that a place in the program is from; the card itself for what is wrong with several fields of it. */
export function fieldAt(path) {
  const [, number, place] = path.match(/phases\[(\d+)\](.*)/) ?? [];
  const card = cards()[number ?? 0];
  if (number === undefined || !card) return /phases$/.test(path) && card ? field(card, "name") : null;
  const rule = PLACES.find(([pattern]) => pattern.test(place))?.[1];
  return rule ? field(card, rule) : place.startsWith(".initialBalance") ? $("own-size") : card;
}

/** The rules of a named program, to be edited. */
export async function editRules(name, size) {
  const { rules } = await post("/v1/describe", {
    version: 1,
    program: { name, size },
    outcomes: { type: "bernoulli", winRate: 0.5, win: 1 },
    tradesPerDay: 1,
    sizing: { proposals: [{ type: "fixed-fractional", fraction: 0.01 }] },
  });
  showProgram({ ...rules, name: `${rules.name}, edited` });
}

export function startPhases() {
  showProgram();
  $("add-phase").addEventListener("click", () => {
    const last = cards().at(-1);
    add({ ...phase(last, ""), name: `Phase ${cards().length + 1}` });
    field(cards().at(-1), "name").focus();
  });
}
