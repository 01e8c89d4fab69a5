/** The tab of saved runs. */
import { get, remove } from "./api.js";
import { interval, percent, table } from "./charts.js";

const $ = (id) => document.getElementById(id);

export function startRuns(onLoad) {
  const body = $("runs-table").tBodies[0];
  const chosen = () => [...body.querySelectorAll("input:checked")].map((box) => box.value);
  const button = (text, label, action) => {
    const node = document.createElement("button");
    node.type = "button";
    node.textContent = text;
    node.setAttribute("aria-label", label);
    node.addEventListener("click", action);
    return node;
  };

  async function list() {
    const runs = await get("/v1/runs");
    $("runs-status").textContent = runs.length ? `${runs.length} ${runs.length === 1 ? "run" : "runs"}` : "No run is saved yet.";
    body.replaceChildren(...runs.map((run) => {
      const row = document.createElement("tr");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: run.id });
      box.setAttribute("aria-label", `Choose ${run.name}`);
      const cell = (...content) => {
        const td = document.createElement("td");
        td.append(...content);
        row.append(td);
      };
      cell(box);
      cell(run.kind === "estimate" || run.kind === "solve" ? button(run.name, `Open ${run.name}`, () => onLoad(run)) : run.name);
      cell(percent(run.atLeastOne?.value));
      cell(percent(run.pass?.value));
      cell(run.savedAt.slice(0, 16).replace("T", " "));
      cell(button("Delete", `Delete ${run.name}`, async () => {
        await remove(`/v1/runs/${run.id}`);
        list();
      }));
      return row;
    }));
    $("compare").disabled = true;
    $("comparison").replaceChildren();
  }

  body.addEventListener("change", () => ($("compare").disabled = chosen().length < 2));
  $("compare").addEventListener("click", async () => {
    const runs = await get(`/v1/runs/compare?${chosen().map((id) => `id=${id}`).join("&")}`);
    const spec = (run) => run.question.simulation ?? run.question;
    const lines = {
      program: (run) => spec(run).program?.name ?? "own",
      size: (run) => (spec(run).program?.size ?? spec(run).program?.phases?.[0].initialBalance ?? "–").replace(".00 ", " "),
      "risk a trade": (run) => percent(spec(run).sizing?.proposals[0]?.fraction),
      accounts: (run) => (spec(run).accounts > 1 ? `${spec(run).accounts} ${spec(run).dependence?.type ?? ""}` : "1"),
      "P(≥ 1)": (run) => percent(run.atLeastOne?.value),
      "95 %": (run) => (!run.atLeastOne ? "–" : run.answer?.method === "exact" ? "exact" : interval(run.atLeastOne)),
      "P(pass)": (run) => percent(run.pass?.value),
      "median days to pass": (run) => String(run.answer?.days?.passed?.p50 ?? "–"),
    };
    table($("comparison"), ["", ...runs.map((run) => run.name)], Object.entries(lines).map(([title, of]) => [title, ...runs.map(of)]));
  });
  document.addEventListener("opened", ({ detail }) => detail === "runs" && list());
}
