/** The tab of the earlier service. */
import { post, showProblems } from "./api.js";
import { lines, money, percent, table } from "./charts.js";

const $ = (id) => document.getElementById(id);

const MODULES = [
  { id: "bayes", enabled: true, params: { p: 0.55, k: 0.1, cap: 0.02 } },
  { id: "vol_target", enabled: true, params: { target_vol: 0.1, vol_est: 0.1, scale: 0.1, max_risk: 0.02 } },
  { id: "cppi", enabled: true, params: { multiplier: 1, cap: 0.02 } },
  { id: "drawdown_manager", enabled: true, params: { bands: [[5, 0.02], [10, 0.01], [20, 0]] } },
];

export function startMulti() {
  const form = $("multi-form");
  const number = (name, factor = 1) => {
    const text = form.elements[name].value.trim().replace(",", ".");
    const value = Number(text);
    return text === "" || Number.isNaN(value) ? text : Number((value * factor).toPrecision(12));
  };
  const common = () => ({
    preset: { capital_initial: 100000, modules: MODULES, gating: {}, risk_limits: { max_dd: number("total"), daily_dd: number("daily"), freeze_cushion_pct: 5 } },
    market_model: { type: "MC", params: { mu: number("mu", 0.01), sigma: number("sigma", 0.01) } },
    horizon: number("horizon"),
  });

  async function ask(path, body, onAnswer) {
    showProblems($("multi-problems"), null);
    $("multi-status").textContent = "Running …";
    try {
      onAnswer(await post(path, body));
      $("multi-status").textContent = "";
    } catch (failure) {
      $("multi-status").textContent = "";
      showProblems($("multi-problems"), failure);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const rules = { profit_target_pct: number("target"), max_total_dd_pct: number("total"), max_daily_dd_pct: number("daily"), min_trading_steps: 5, time_limit_steps: number("horizon") };
    ask("/ftmo_multi", { ...common(), rules, parallel: number("parallel"), trials: number("trials"), seed: number("seed") }, ({ estimate, example }) => {
      $("multi-answer").hidden = false;
      $("multi-any").textContent = percent(estimate.p_any, 1);
      $("multi-interval").textContent = `95 %: ${percent(estimate.ci95[0], 1)} to ${percent(estimate.ci95[1], 1)}; ${estimate.trials} trials of ${estimate.parallel} accounts`;
      $("multi-all").textContent = percent(estimate.p_all, 1);
      $("multi-none").textContent = percent(estimate.p_none, 1);
      $("multi-example").textContent = `${example.passed ? "passed" : "failed"}, ${example.gain_pct.toFixed(3)} %`;
      $("multi-violations").textContent = `${example.T} steps. ${example.violations.join(", ").toLowerCase().replaceAll("_", " ")}`;
      tester(example);
    });
  });

  $("run-tester").addEventListener("click", () =>
    ask("/simulate", { ...common(), seeds: [number("seed")] }, (answer) => {
      $("multi-answer").hidden = true;
      tester({ ...answer, violations: answer.compliance.violations });
    }),
  );

  function tester({ series, kpis, logs }) {
    $("tester").hidden = false;
    const steps = series.equity_curve.map((_, i) => i);
    lines($("equity-chart"), steps, [{ label: "equity", values: series.equity_curve, colour: "accent" }], { xLabel: "steps", yLabel: "equity, USD", format: money });
    lines($("applied-chart"), steps.slice(0, -1), [{ label: "risk", values: series.risk_effectif, colour: "accent" }], { xLabel: "steps", yLabel: "risk applied, % of equity", format: (v) => percent(v, 2), fromZero: true });
    table($("kpis"), [], [
      ["growth a year (252 steps)", percent(kpis.CAGR)],
      ["maximum drawdown", percent(kpis.MaxDD, 3)],
      ["mean loss of the worst 5 % of steps", percent(kpis.ES95, 4)],
      ["drawdown beyond the limit", percent(kpis.ruin_prob, 0)],
    ]);
    const log = document.createElement("pre");
    log.className = "log";
    log.textContent = logs.map(({ time, run, event, ...rest }) => `${event} ${JSON.stringify(rest)}`).join("\n");
    $("log").replaceChildren(log);
  }
}
