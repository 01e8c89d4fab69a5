/** The tab that watches an account. */
import { post, showProblems } from "./api.js";
import { lines, money } from "./charts.js";

const $ = (id) => document.getElementById(id);
const FRAMES_A_SECOND = 12;

/** Two days of readings, with a morning's gain and a bad afternoon. */
function example(size) {
  const readings = [];
  const shape = [0, 0.3, 0.8, 1.2, 0.9, 1.5, 1.1, 0.4, -0.6, -1.5, -2.4, -2.9, -2.2, -3.4, -4.1, -3.6, -4.4, -4.8, -4.1, -3.9, -3.9, -3.2, -2.5, -3.0, -3.8, -4.6, -5.5, -6.2, -7.4, -7.9];
  shape.forEach((percent, i) => {
    const at = new Date(Date.UTC(2026, 0, 5, 8 + i)).toISOString().replace(".000Z", "Z");
    const closed = Math.round(size * (1 + shape[i - (i % 4)] / 100));
    readings.push(`${at},${closed},${Math.round(size * (1 + percent / 100))}`);
  });
  return readings.join("\n");
}

export function startLive() {
  const form = $("live-form");
  let timer = 0;

  form.elements.file.addEventListener("change", async ({ target }) => {
    form.elements.readings.value = (await target.files[0]?.text()) ?? "";
  });
  $("demo").addEventListener("click", () => {
    form.elements.readings.value = example(Number.parseFloat(form.elements.size.value));
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearInterval(timer);
    showProblems($("live-problems"), null);
    const readings = form.elements.readings.value.split("\n").map((line) => line.trim()).filter((line) => /^\d/.test(line))
      .map((line) => line.split(/[,;\t]/)).map(([at, balance, equity]) => ({ at, balance: Number(balance), equity: Number(equity) }));
    const order = Number(form.elements.order.value);
    try {
      play(await post("/v1/watch", { program: { name: form.elements.program.value, size: form.elements.size.value }, orderRisk: Number.isNaN(order) ? form.elements.order.value : order, readings }));
    } catch (failure) {
      showProblems($("live-problems"), failure);
    }
  });

  function play({ phase, frames }) {
    $("live-answer").hidden = false;
    const log = document.createElement("pre");
    log.className = "log";
    $("live-log").replaceChildren(log);
    let shown = 0;
    const step = () => {
      shown = Math.min(frames.length, shown + Math.max(1, Math.ceil(frames.length / 120)));
      const now = frames[shown - 1];
      $("verdict").textContent = now.verdict.toLowerCase();
      $("verdict").parentElement.classList.toggle("lost", now.verdict === "FAILED");
      $("live-time").textContent = `${phase}, ${now.at.slice(0, 16).replace("T", " ")} UTC`;
      $("live-equity").textContent = money(now.equity);
      $("live-daily").textContent = now.dailyLossHeadroom == null ? "–" : money(now.dailyLossHeadroom);
      $("live-maximum").textContent = money(now.maximumLossHeadroom);
      $("live-order").textContent = now.refusals.length ? now.refusals.join(", ").toLowerCase().replaceAll("_", " ") : "allowed";
      const past = frames.slice(0, shown);
      log.textContent = past.flatMap((frame) => frame.events.filter((text) => !/^reconciled/.test(text)).map((text) => `${frame.at}  ${text}`)).join("\n");
      lines($("live-chart"), past.map((frame) => Date.parse(frame.at) / 1000), [
        { label: "equity", values: past.map((frame) => frame.equity), colour: "accent" },
        { label: "floor of the day", values: past.map((frame) => frame.dailyLossFloor), colour: "bad", dash: [2, 3] },
        { label: "floor", values: past.map((frame) => frame.maximumLossFloor), colour: "bad", dash: [6, 4] },
      ], { xLabel: "time", format: money, time: true });
      $("live-status").textContent = `${shown} of ${frames.length} readings`;
      if (shown === frames.length) clearInterval(timer);
    };
    step();
    timer = setInterval(step, 1000 / FRAMES_A_SECOND);
  }
}
