/** Requests to the server. */

export class Refused extends Error {
  constructor(status, body) {
    super(body.error);
    this.status = status;
    this.code = body.error;
    this.problems = body.detail ?? [];
  }
}

const KEY = "challenge-server-key";

function headers(type) {
  const all = {};
  if (type) all["Content-Type"] = type;
  const key = sessionStorage.getItem(KEY);
  if (key) all["X-API-Key"] = key;
  return all;
}

async function send(method, path, body, type, signal) {
  const response = await fetch(path, { method, body, headers: headers(type), signal });
  if (response.status === 401) {
    const key = prompt("The key of this server");
    if (key) {
      sessionStorage.setItem(KEY, key);
      return send(method, path, body, type, signal);
    }
  }
  if (!response.ok) {
    throw new Refused(response.status, await response.json().catch(() => ({ error: "no answer" })));
  }
  return response.status === 204 ? null : response.json();
}

export const get = (path, signal) => send("GET", path, undefined, undefined, signal);
export const post = (path, body, signal) => send("POST", path, JSON.stringify(body), "application/json", signal);
export const upload = (path, bytes) => send("POST", path, bytes, "application/octet-stream");
export const remove = (path) => send("DELETE", path);

/** Follows a job to its end; calls back with each state of it. */
export async function follow(id, onState) {
  const response = await fetch(`/v1/jobs/${id}/events`, {
    headers: { ...headers(), Accept: "text/event-stream" },
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let last = null;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return last;
    text += value;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events) {
      const data = event.split("\n").find((line) => line.startsWith("data:"));
      if (data) {
        last = JSON.parse(data.slice(5));
        onState(last);
      }
    }
  }
}

export function showProblems(list, failure) {
  list.replaceChildren();
  if (!failure) return;
  const problems = failure.problems?.length ? failure.problems : [{ path: "", message: failure.message }];
  for (const problem of problems) {
    const item = document.createElement("li");
    const place = document.createElement("code");
    place.textContent = problem.path === "$" ? "" : problem.path;
    item.append(place, ` ${problem.message}`);
    list.append(item);
  }
}
