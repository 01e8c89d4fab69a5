/** The tab that asks for the odds. */
import { follow, get, post, Refused, remove, showProblems, upload } from "./api.js";
import { bars, cells, interval, lines, money, percent, table } from "./charts.js";
import { editRules, startPhases } from "./phases.js";
import { startModules } from "./modules.js";
import { fromAddress, fromQuestion, mark, OWN, question, toAddress } from "./question.js";

const $ = (id) => document.getElementById(id);
const withoutVersion = ({ version, ...rest }) => rest;
const READING = ["riskPerTrade", "profit", "dates", "zone", "account", "timeColumn", "profitColumn", "rColumn", "riskColumn"];
const NO_RISK = "The sizing has no fixed risk a trade that could be varied.";
const words = (code) => code.toLowerCase().replaceAll("_", " ");

export function startOdds() {
  const form = $("question");
  let outcomes = null;
  let asked = null;
  let answer = null;
  let job = null;
  let round = 0;
  let reading = 0;

  const arrange = () => {
    const { program, trades, dependence } = form.elements;
    const rules = program.value === OWN ? "own" : "named";
    form.querySelectorAll("[data-program]").forEach((part) => (part.hidden = part.dataset.program !== rules));
    form.querySelectorAll("[data-trades]").forEach((part) => (part.hidden = part.dataset.trades !== trades.value));
    form.querySelector("[data-dependence]").hidden = dependence.value !== "correlated";
  };
  form.addEventListener("change", arrange);
  startPhases();
  startModules(form);
  $("edit-rules").addEventListener("click", async () => {
    const { program, size } = form.elements;
    await editRules(program.value, size.value);
    program.value = OWN;
    arrange();
    $("phases").querySelector("input").focus();
  });

  function sums({ profit, costs, total }) {
    if (profit == null) return "";
    return (
      ` The profit is ${profit.toFixed(2)}, ` +
      (costs === 0 ? "without known costs" : `after costs of ${(-costs).toFixed(2)}`) +
      (total ? `; the file’s own ${total.name} of ${total.stated.toFixed(2)} ${total.agrees ? "agrees" : "does NOT agree"}.` : ".")
    );
  }

  async function importTrades() {
    const mine = ++reading;
    outcomes = null; // the trades that were read before do not answer for these
    $("imported").textContent = "";
    const { file, paste } = form.elements;
    const source = file.files[0] ?? (paste.value.trim() ? new Blob([paste.value]) : null);
    if (!source) return;
    $("imported").textContent = "Reading …";
    const stated = new URLSearchParams(READING.map((name) => [name, form.elements[name].value.trim()]).filter(([, value]) => value));
    try {
      const found = await upload(`/v1/import?${stated}`, source);
      if (mine !== reading) return;
      outcomes = found.outcomes;
      const perDay = String(Number(found.tradesPerWeekday.toPrecision(3)));
      form.elements.tradesPerDay.value = perDay;
      form.elements.arrival.value = "poisson";
      $("imported").textContent =
        `${found.trades} trades (${found.format}): ${percent(found.winRate, 1)} winners, mean ${found.meanR.toFixed(3)} R, ${perDay} trades a weekday.` +
        ` “Trades a day” now has that number; change it if you trade more or less often.` +
        sums(found);
      if (found.notes.length) {
        const notes = document.createElement("ul");
        notes.append(...found.notes.map((note) => Object.assign(document.createElement("li"), { textContent: note })));
        $("imported").append(notes);
      }
      showProblems($("problems"), null);
    } catch (failure) {
      if (mine !== reading) return;
      $("imported").textContent = "";
      showProblems($("problems"), failure);
    }
  }
  for (const name of ["file", "paste", ...READING]) form.elements[name].addEventListener("change", importTrades);

  function show(found, exact) {
    answer = found;
    $("answer").hidden = false;
    const many = found.accounts > 1;
    $("any-title").textContent = many ? `At least one of ${found.accounts} accounts passes` : "The account passes";
    estimate("any", found.atLeastOne);
    estimate("pass", exact?.pass ?? found.pass);
    $("pass").closest(".figure").hidden = !many;
    const days = found.days.passed;
    $("days").textContent = days.p50 ?? "–";
    $("days-range").textContent = days.p50 == null ? "no attempt passes" : `median trading days; 10 % in ${days.p10}, 90 % in ${days.p90}`;
    const source = exact ?? found;
    bars($("ends"), Object.entries(source.ends).filter(([, share]) => share > 0).sort((a, b) => b[1] - a[1])
      .map(([end, share]) => ({ label: words(end), share, lost: end !== "PASSED" })));
    table($("phases-table"), ["phase", "reached", "passed, if reached", "most frequent failure"], source.phases.map((phase) => {
      const worst = Object.entries(phase.ends).filter(([end]) => end !== "PASSED").sort((a, b) => b[1] - a[1])[0];
      return [phase.name, percent(phase.reached.value), percent(phase.pass?.value), worst && worst[1] > 0 ? words(worst[0]) : "–"];
    }));
    $("phases-table").firstChild.className = "stacked";
    $("assumptions").replaceChildren(...found.assumptions.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  function estimate(id, probability) {
    $(id).textContent = percent(probability.value);
    $(`${id}-interval`).textContent = probability.n == null ? "exact" : `95 %: ${interval(probability)}, n = ${probability.n.toLocaleString("en")}`;
  }

  async function run() {
    const mine = ++round;
    if (job) remove(`/v1/jobs/${job}`).catch(() => {});
    showProblems($("problems"), null);
    mark(form, []);
    if (form.elements.trades.value === "file" && !outcomes) await importTrades();
    if (mine !== round) return;
    if (form.elements.trades.value === "file" && !outcomes) {
      if (!$("problems").children.length) showProblems($("problems"), { message: "Choose a file with trades, or paste them." });
      return;
    }
    asked = question(form, form.elements.trades.value === "file" ? outcomes : null);
    toAddress(form);
    $("saved").textContent = "";
    $("status").textContent = "Running …";
    for (const id of ["policy-chart", "policy-status", "policy-note", "money-table", "money-status", "value-chart", "fan-note", "risk-note"]) $(id).replaceChildren();
    try {
      const started = await post("/v1/jobs", { kind: "estimate", question: asked });
      job = started.id;
      fees();
      $("cancel").hidden = $("progress").hidden = false;
      let exact = null;
      let whole = false;
      const solving = solve(asked.simulation).then((found) => {
        if (!found || mine !== round) return;
        [exact, whole] = [found.answer, found.whole];
        if (whole) show(exact, exact);
        else if (answer) show(answer, exact);
      });
      const last = await follow(job, (state) => {
        if (mine !== round) return;
        $("progress").value = state.total ? state.done / state.total : 0;
        $("status").textContent = `${state.done.toLocaleString("en")} of ${(state.total || Number(asked.trials)).toLocaleString("en")} trials`;
        if (state.answer && !whole) show(state.answer, exact);
      });
      if (mine !== round) return;
      if (last.error) throw new Refused(422, last.error);
      if (last.state === "DONE") fan(mine);
      $("status").textContent += ", looking for an exact answer …";
      await solving;
      if (mine !== round) return;
      const sampled = last.answer?.atLeastOne;
      $("status").textContent =
        (last.state === "CANCELLED" ? "Cancelled. " : "") +
        (sampled ? `${sampled.n.toLocaleString("en")} trials${whole ? `: ${percent(sampled.value)} beside the exact ${percent(exact.atLeastOne.value)}` : ""}.` : "No answer.");
      if (last.state === "DONE") againstRisk(mine, whole);
    } catch (failure) {
      if (mine !== round) return;
      $("status").textContent = "";
      showProblems($("problems"), failure);
      if (failure.problems) mark(form, failure.problems);
    } finally {
      if (mine === round) {
        job = null;
        $("cancel").hidden = $("progress").hidden = true;
      }
    }
  }

  /** The exact answer of a simulation, null if something stands in the way of one. */
  async function exactly(simulation) {
    const { obstacles } = await post("/v1/describe", simulation);
    return obstacles.length ? null : post("/v1/solve", simulation);
  }

  /** The exact answer; of one account if the accounts together have none. */
  async function solve(simulation) {
    try {
      const whole = await exactly(simulation);
      if (whole || simulation.accounts === 1) return whole && { answer: whole, whole: true };
      const one = await exactly({ ...simulation, accounts: 1, dependence: { type: "independent" } });
      return one && { answer: one, whole: false };
    } catch {
      return null; // it takes too much work, or is not valid, which the trials report
    }
  }

  const currency = () => {
    const { size, phases } = asked.simulation.program;
    return (size ?? phases[0].initialBalance).split(" ")[1];
  };

  /** The fixed risk a trade, none if only other modules propose one. */
  const fixedRisk = () => asked.simulation.sizing.proposals.find((each) => each.type === "fixed-fractional")?.fraction;

  const risksAround = () => {
    const chosen = fixedRisk();
    return [...new Set([0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3].map((factor) => Math.min(0.2, Number((chosen * factor).toPrecision(6)))))];
  };

  /** The simulation with another risk a trade. */
  const risking = (risk) => {
    const proposals = asked.simulation.sizing.proposals.map((each) => (each.type === "fixed-fractional" ? { ...each, fraction: risk } : each));
    return { ...asked.simulation, sizing: { ...asked.simulation.sizing, proposals } };
  };

  /** P(at least one) for risks around the chosen one: exact where it can be, otherwise from few trials on equal draws. */
  async function againstRisk(mine, exact) {
    $("risk-chart").hidden = !fixedRisk();
    if (!fixedRisk()) {
      $("risk-note").textContent = NO_RISK;
      return;
    }
    const risks = risksAround();
    const any = [];
    const low = [];
    const high = [];
    for (const risk of risks) {
      const simulation = risking(risk);
      let found = null;
      try {
        found = exact ? await post("/v1/solve", simulation) : null;
      } catch {
        exact = false;
      }
      try {
        found ??= await post("/v1/estimate", { simulation, trials: 4000, seed: asked.seed });
      } catch (failure) {
        $("risk-note").textContent = failure.problems?.[0]?.message ?? failure.message;
        return;
      }
      if (mine !== round) return;
      any.push(found.atLeastOne.value);
      low.push(found.atLeastOne.lower);
      high.push(found.atLeastOne.upper);
    }
    lines($("risk-chart"), risks.map((risk) => 100 * risk), [
      { label: asked.simulation.accounts > 1 ? "P(≥ 1)" : "P(pass)", values: any, colour: "accent", points: true },
      ...(exact ? [] : [{ label: "95 %, upper", values: high, colour: "soft", width: 1, fillTo: 2 }, { label: "95 %, lower", values: low, colour: "soft", width: 1 }]),
    ], { xLabel: "risk a trade, %", yLabel: asked.simulation.accounts > 1 ? "P(at least one account passes), %" : "P(pass), %", format: (v) => `${Number((100 * v).toFixed(2))} %`, formatX: (v) => String(Number(v.toFixed(3))) });
    // of risks that are equal as they are printed, the largest takes the fewest days
    const shown = any.map((share) => percent(share));
    const best = shown.lastIndexOf(percent(Math.max(...any)));
    const ties = best > 0 && shown[best - 1] === shown[best] && shown[best] !== percent(0);
    $("risk-note").textContent = `Best of these: ${Number((100 * risks[best]).toFixed(3))} % a trade: ${shown[best]}${ties ? "; lower risks pass as often and take longer" : ""}. ${exact ? "Exact." : "4,000 trials each, on the same draws."}`;
  }

  /** Quantiles of the equity of some trials, day by day, and the floors beneath. */
  async function fan(mine) {
    try {
      const found = await post("/v1/fan", { simulation: asked.simulation, trials: 300, seed: asked.seed });
      if (mine !== round) return;
      lines($("fan-chart"), found.days, [
        { label: "90 %", values: found.p90, colour: "accent", width: 1, fillTo: 2 },
        { label: "median", values: found.p50, colour: "accent" },
        { label: "10 %", values: found.p10, colour: "accent", width: 1 },
        { label: "floor", values: found.maximumLossFloor, colour: "bad", dash: [6, 4] },
        { label: "floor of the day", values: found.dailyLossFloor, colour: "bad", width: 1, dash: [2, 3] },
      ], { xLabel: "trading days", yLabel: `equity, ${currency()}`, format: money });
      $("fan-note").textContent = `Start of each day of the first phase, ${found.trials} trials; an attempt that has ended keeps its last equity. Floors are medians over the attempts that still run.`;
    } catch (failure) {
      $("fan-note").textContent = failure.problems?.[0]?.message ?? failure.message;
    }
  }

  /** Answers a question of any kind in the background: it may take longer than a request. */
  async function inBackground(kind, body) {
    const started = await post("/v1/jobs", { kind, question: body });
    const last = await follow(started.id, () => {});
    if (last.error) throw new Refused(422, last.error);
    return last.answer;
  }

  async function bestPolicy() {
    const { version, program, outcomes: law, tradesPerDay } = asked.simulation;
    const risk = fixedRisk() ?? 0.01;
    const fractions = [0, risk, Math.min(0.2, 2 * risk)];
    $("policy-status").textContent = "Computing …";
    $("policy-note").textContent = "";
    try {
      const found = await inBackground("policy", { version, program, outcomes: law, tradesPerDay, menu: { fractions } });
      $("policy-status").textContent = `${percent(found.value)} pass if each trade has the best stake of ${fractions.map((f) => Number((100 * f).toPrecision(4))).join(", ")} % of the initial balance; ${percent(found.bestFixed.value)} pass with ${Number((100 * found.bestFixed.fraction).toPrecision(4))} % on every trade. One account; trades are judged at their closes.`;
      const chart = Object.values(found.charts)[0];
      const most = Math.max(...chart.map((cell) => cell.stake), 1);
      cells($("policy-chart"), chart.map(({ day, balance, stake, probability }) => ({ x: day, y: balance, value: stake / most, weight: probability })), {
        xLabel: "trading days",
        yLabel: `balance, ${currency()}`,
        format: money,
        title: "The risk of the first trade of a day under the best policy, by day and balance",
        text: (value, day, balance) => `day ${Math.round(day)}, balance near ${money(balance)}: risk ${money(value * most)} ${currency()}`,
      });
      $("policy-note").textContent = `The risk of the first trade of a day, by day and balance. The full colour is ${money(most)} ${currency()}.`;
    } catch (failure) {
      $("policy-status").textContent = failure.problems?.[0]?.message ?? failure.message;
    }
  }

  /** Asks for an exchange rate only if the fee has another currency, and for a journey only if there is a fee. */
  async function fees() {
    const mine = round;
    const { rules } = await post("/v1/describe", asked.simulation);
    if (mine !== round) return;
    const paid = rules.fee?.price.split(" ")[1];
    const label = $("rate").closest("label");
    label.hidden = !paid || paid === currency();
    label.firstChild.textContent = `Exchange rate, ${currency()} per ${paid} `;
    const open = !paid || !rules.funded;
    $("money").disabled = $("value").disabled = open;
    if (open) $("money-status").textContent = "A journey needs a fee and a funded account; the rules of this program state only " + (paid ? "the fee." : rules.funded ? "the funded account." : "its phases.");
  }

  const buying = (simulation) => ({ version: 1, trading: withoutVersion(simulation), attempts: Number($("attempts").value), horizon: Number($("horizon").value), rate: $("rate").closest("label").hidden ? "1" : $("rate").value.trim().replace(",", ".") });

  /** What a journey is worth for risks around the chosen one, from few journeys on equal draws. */
  async function valueAgainstRisk() {
    const mine = round;
    if (!fixedRisk()) {
      $("money-status").textContent = NO_RISK;
      return;
    }
    const risks = risksAround();
    const found = [];
    try {
      for (const risk of risks) {
        $("money-status").textContent = `Computing ${found.length + 1} of ${risks.length} …`;
        found.push(await inBackground("journey", { journey: buying(risking(risk)), trials: 1000, seed: asked.seed }));
        if (mine !== round) return;
      }
    } catch (failure) {
      $("money-status").textContent = failure.problems?.map((problem) => problem.message).join("; ") ?? failure.message;
      return;
    }
    const evs = found.map((each) => each.intervals.ev);
    lines($("value-chart"), risks.map((risk) => 100 * risk), [
      { label: "value", values: evs.map((ev) => ev.value), colour: "accent", points: true },
      { label: "95 %, upper", values: evs.map((ev) => ev.upper), colour: "soft", width: 1, fillTo: 2 },
      { label: "95 %, lower", values: evs.map((ev) => ev.lower), colour: "soft", width: 1 },
    ], { xLabel: "risk a trade, %", yLabel: `value of a journey, ${found[0].currency}`, format: money, formatX: (v) => String(Number(v.toFixed(3))) });
    const best = evs.findIndex((ev) => ev.value === Math.max(...evs.map((each) => each.value)));
    $("money-status").textContent = `Worth most of these: ${Number((100 * risks[best]).toFixed(3))} % a trade, ${money(evs[best].value)} ${found[best].currency} [${money(evs[best].lower)} to ${money(evs[best].upper)}]. 1,000 journeys each, on the same draws.`;
  }

  async function journey() {
    $("money-status").textContent = "Computing …";
    try {
      const found = await inBackground("journey", { journey: buying(asked.simulation), trials: 4000, seed: asked.seed });
      const several = found.accounts > 1;
      $("money-status").textContent = several ? `${found.currency}. Money, attempts and number of rewards are those of all ${found.accounts} accounts together.` : `${found.currency}, one account.`;
      const amount = (name) => ({ ev: money, cost: money, payout: money, attempts: (v) => v.toFixed(2), payouts: (v) => v.toFixed(2), payoutP10: money, payoutP50: money, payoutP90: money, drawdown: money, daysToFunded: (v) => v.toFixed(1), daysToFundedP50: String, stagnation: (v) => v.toFixed(1) })[name] ?? percent;
      const titles = { ev: "value: rewards less cost", cost: "cost: fees less refunds", payout: "rewards", payoutP10: "rewards, one in ten has less", payoutP50: "rewards, median", payoutP90: "rewards, one in ten has more", drawdown: "largest drawdown of your money", stagnation: "longest time without a new high of it, trading days", daysToFunded: "trading days to funded", daysToFundedP50: "trading days to funded, median", attempts: "attempts", payouts: "number of rewards", funded: several ? "an account is funded" : "funded", payoutProbability: several ? "an account pays at least one reward" : "at least one reward", blown: several ? "a funded account is lost" : "funded account lost", profitable: several ? "more rewards than cost, all accounts together" : "more rewards than cost" };
      table($("money-table"), ["a journey", "mean", "95 %"], Object.entries(titles).filter(([name]) => found[name] != null).map(([name, title]) => {
        const { lower, upper } = found.intervals[name];
        return [title, amount(name)(found[name]), lower == null || upper == null ? "–" : amount(name) === percent ? interval({ lower, upper }) : `${amount(name)(lower)} to ${amount(name)(upper)}`];
      }));
    } catch (failure) {
      $("money-status").textContent = failure.problems?.map((problem) => problem.message).join("; ") ?? failure.message;
    }
  }

  async function save() {
    const name = $("run-name").value.trim();
    try {
      const run = await post("/v1/runs", { name, kind: "estimate", question: asked, answer });
      $("saved").textContent = `Saved as “${run.name}”.`;
    } catch (failure) {
      $("saved").textContent = failure.problems?.[0]?.message ?? failure.message;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  $("cancel").addEventListener("click", () => job && remove(`/v1/jobs/${job}`));
  $("save").addEventListener("click", save);
  $("policy").addEventListener("click", bestPolicy);
  $("money").addEventListener("click", journey);
  $("value").addEventListener("click", valueAgainstRisk);

  const known = fromAddress(form);
  arrange();
  if (known && form.elements.trades.value === "rate") run();

  return {
    /** Shows a saved run. */
    async load({ id }) {
      const run = await get(`/v1/runs/${id}`);
      round++;
      asked = run.question;
      outcomes = asked.simulation.outcomes.type === "bernoulli" ? null : asked.simulation.outcomes;
      fromQuestion(form, asked);
      arrange();
      toAddress(form);
      $("run-name").value = run.name;
      $("imported").textContent = outcomes ? `The trades of “${run.name}”.` : "";
      $("status").textContent = `“${run.name}”, saved ${run.savedAt.slice(0, 16).replace("T", " ")}.`;
      if (run.answer) show(run.answer, run.answer.method === "exact" ? run.answer : null);
      fees();
      againstRisk(round, run.answer?.method === "exact");
      fan(round);
    },
  };
}
