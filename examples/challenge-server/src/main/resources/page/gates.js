/** When trades come up, and the gates that keep some of them from being taken. */

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];

/** The market of currencies, whose week ends on Friday at 17:00 in New York. */
const MARKET = { weekly: { zone: "America/New_York", windows: [{ fromDay: "SUNDAY", from: "17:00", toDay: "FRIDAY", to: "17:00" }] } };

const NEWS = /^(\S+)\s+(?:([A-Z]{3})\s+)?(.*)$/;

const minutes = (text, factor) => {
  const value = Number(text.trim().replace(",", "."));
  return Number.isNaN(value) ? text.trim() : `PT${Math.round(value * factor)}M`;
};

const fromMinutes = (duration, factor) => String(Number((Number(duration?.match(/^PT(\d+)M$/)?.[1] ?? 0) / factor).toFixed(2)));

/** One release a line: an instant, a currency unless it is about all, and what is released. */
const events = (text) =>
  text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, at, currency = "ALL", title] = line.match(NEWS) ?? [null, line, "ALL", ""];
    return { at, currency, impact: "HIGH", title: title.trim() || "news" };
  });

/** Adds the hours, the first day and the gates of the form to a simulation. */
export function addGates(simulation, form) {
  const value = (name) => form.elements[name].value.trim();
  const zone = value("hoursZone") || "UTC";
  if (value("hoursFrom") || value("hoursTo")) {
    simulation.positions = { ...simulation.positions, hours: { type: "between", from: value("hoursFrom"), to: value("hoursTo"), zone } };
  }
  if (value("firstDay")) simulation.start = { type: "fresh", day: value("firstDay") };
  const gates = [];
  if (value("sessionFrom") || value("sessionTo")) {
    gates.push({ type: "sessions", zone, windows: DAYS.map((day) => ({ fromDay: day, from: value("sessionFrom"), toDay: day, to: value("sessionTo") })) });
  }
  if (value("weekend")) gates.push({ type: "market-breaks", hours: MARKET, lead: minutes(value("weekend"), 60) });
  if (gates.length) simulation.sizing.session = gates.length === 2 ? { type: "both", first: gates[0], second: gates[1] } : gates[0];
  if (value("news")) {
    simulation.sizing.blackout = { type: "news", events: events(value("news")), before: minutes(value("newsBefore") || "2", 1), after: minutes(value("newsAfter") || "2", 1) };
  }
  return simulation;
}

/** What the form holds of hours, first day and gates, by the names of its fields. */
export function gatesOf({ positions, start, sizing }) {
  const { session, blackout } = sizing;
  const parts = session?.type === "both" ? [session.first, session.second] : [session];
  const part = (type) => parts.find((each) => each?.type === type);
  const hours = positions?.hours;
  const sessions = part("sessions");
  const breaks = part("market-breaks");
  const news = blackout?.type === "news" ? blackout : null;
  return {
    hoursFrom: hours?.from ?? "",
    hoursTo: hours?.to ?? "",
    hoursZone: hours?.zone ?? sessions?.zone ?? "Europe/Prague",
    firstDay: start?.type === "fresh" ? (start.day ?? "") : "",
    sessionFrom: sessions?.windows[0].from ?? "",
    sessionTo: sessions?.windows[0].to ?? "",
    weekend: breaks ? fromMinutes(breaks.lead, 60) : "",
    news: news ? news.events.map(({ at, currency, title }) => [at, ...(currency === "ALL" ? [] : [currency]), title].join(" ")).join("\n") : "",
    newsBefore: news ? fromMinutes(news.before, 1) : "2",
    newsAfter: news ? fromMinutes(news.after, 1) : "2",
  };
}
