/** The tab that watches an account. */
import { get, post, showProblems } from "./api.js";
import { lines, money } from "./charts.js";
import { ownProgram } from "./phases.js";
import { OWN } from "./question.js";

const $ = (id) => document.getElementById(id);
const FRAMES_A_SECOND = 12;
const FOLLOWED_EVERY = 2000;

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
  const { program, size, order, readings, file } = form.elements;
  let timer = 0;

  const own = () => program.value === OWN;
  const balance = () => (own() ? ownProgram().phases[0].initialBalance : size.value);
  program.addEventListener("change", () => (size.closest("label").hidden = own()));
  file.addEventListener("change", async ({ target }) => {
    readings.value = (await target.files[0]?.text()) ?? "";
  });
  $("demo").addEventListener("click", () => {
    readings.value = example(Number.parseFloat(balance()));
    form.requestSubmit();
  });
  $("follow").addEventListener("click", () => {
    const follows = $("follow").getAttribute("aria-pressed") === "true";
    stop();
    if (!follows) follow();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    stop();
    try {
      play(await post("/v1/watch", { program: own() ? ownProgram() : { name: program.value, size: size.value }, orderRisk: number(order.value), ...source(readings.value) }));
    } catch (failure) {
      showProblems($("live-problems"), failure);
    }
  });

  const number = (text) => (text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text));

  /** A journal is sent as it is; other lines are readings. */
  function source(text) {
    if (text.startsWith('{"seq":')) return { journal: text };
    return {
      readings: text.split("\n").map((line) => line.trim()).filter((line, i) => line && (i > 0 || /^\d/.test(line))) // the first may be a header
        .map((line) => line.split(/[,;\t]/)).map(([at, balance, equity]) => ({ at, balance: number(balance ?? ""), equity: number(equity ?? balance ?? "") })),
    };
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    $("follow").setAttribute("aria-pressed", "false");
    showProblems($("live-problems"), null);
  }

  /** Shows the account as it stands, again and again. */
  async function follow() {
    $("follow").setAttribute("aria-pressed", "true");
    const mine = (timer = setInterval(poll, FOLLOWED_EVERY));
    async function poll() {
      try {
        const found = await get(`/v1/live?${new URLSearchParams({ ...(own() ? { rules: JSON.stringify(ownProgram()) } : { program: program.value, size: size.value }), orderRisk: order.value })}`);
        if (mine !== timer) return;
        $("live-answer").hidden = false;
        show(found, found.frames.length);
        $("live-status").textContent = `${found.frames.length} lines of the journal`;
      } catch (failure) {
        if (mine !== timer) return;
        stop();
        showProblems($("live-problems"), failure);
      }
    }
    await poll();
  }

  function play(found) {
    const { frames } = found;
    $("live-answer").hidden = false;
    let shown = 0;
    const step = () => {
      shown = Math.min(frames.length, shown + Math.max(1, Math.ceil(frames.length / 120)));
      show(found, shown);
      $("live-status").textContent = `${shown} of ${frames.length} ${frames[0].entry ? "lines" : "readings"}`;
      if (shown === frames.length) clearInterval(timer);
    };
    step();
    timer = setInterval(step, 1000 / FRAMES_A_SECOND);
  }

  function show({ phase, frames }, shown) {
    const now = frames[shown - 1];
    const currency = balance().split(" ")[1];
    document.querySelectorAll("#live .unit").forEach((unit) => (unit.textContent = currency));
    $("verdict").textContent = now.verdict.toLowerCase();
    $("verdict").parentElement.classList.toggle("lost", now.verdict === "FAILED");
    $("live-time").textContent = `${phase}, ${now.at.slice(0, 16).replace("T", " ")} UTC`;
    $("live-equity").textContent = money(now.equity);
    $("live-daily").textContent = now.dailyLossHeadroom == null ? "–" : money(now.dailyLossHeadroom);
    $("live-maximum").textContent = money(now.maximumLossHeadroom);
    $("live-order").textContent = now.refusals.length ? now.refusals.join(", ").toLowerCase().replaceAll("_", " ") : "allowed";
    const past = frames.slice(0, shown);
    const log = document.createElement("pre");
    log.className = "log";
    log.textContent = past.flatMap((frame) => frame.events.filter((text) => !/^reconciled/.test(text)).map((text) => `${frame.at}  ${text}`)).join("\n");
    $("live-log").replaceChildren(log);
    lines($("live-chart"), past.map((frame) => Date.parse(frame.at) / 1000), [
      { label: "equity", values: past.map((frame) => frame.equity), colour: "accent" },
      { label: "floor of the day", values: past.map((frame) => frame.dailyLossFloor), colour: "bad", dash: [2, 3] },
      { label: "floor", values: past.map((frame) => frame.maximumLossFloor), colour: "bad", dash: [6, 4] },
    ], { xLabel: "time, UTC", yLabel: `equity, ${currency}`, format: money, time: true });
  }
}
