/** The tabs of the page, and what they share. */
import { get } from "./api.js";
import { startOdds } from "./odds.js";
import { OWN } from "./question.js";
import { startMulti } from "./multi.js";
import { startRuns } from "./runs.js";
import { startLive } from "./live.js";

const tabs = [...document.querySelectorAll('[role="tab"]')];

function open(name) {
  for (const tab of tabs) {
    const selected = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !selected;
  }
  document.dispatchEvent(new CustomEvent("opened", { detail: name }));
}

for (const [i, tab] of tabs.entries()) {
  tab.addEventListener("click", () => open(tab.id.slice(4)));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = tabs[(i + step + tabs.length) % tabs.length];
      next.focus();
      open(next.id.slice(4));
    }
  });
}

/** Fills the choice of a program and of its sizes. */
function choosePrograms(form, programs, ...own) {
  const { program, size } = form.elements;
  program.replaceChildren(...programs.map((each) => new Option(each.title, each.name)), ...own);
  const sizes = () => {
    if (program.value === OWN) return;
    const known = size.value;
    const all = programs.find((each) => each.name === program.value)?.sizes ?? [];
    size.replaceChildren(...all.map((each) => new Option(each.replace(/\.00 /, " ").replace(/\B(?=(\d{3})+ )/g, ","), each)));
    size.value = all.includes(known) ? known : all.includes("100000.00 USD") ? "100000.00 USD" : all[0];
  };
  program.addEventListener("change", sizes);
  sizes();
}

const programs = await get("/v1/programs");
choosePrograms(document.getElementById("question"), programs, new Option("Own phases", OWN));
choosePrograms(document.getElementById("live-form"), programs, new Option("Own phases, as stated in Odds", OWN));
startMulti();
startLive();
const odds = startOdds();
startRuns((run) => {
  open("odds");
  odds.load(run);
});
document.documentElement.dataset.ready = "true";
