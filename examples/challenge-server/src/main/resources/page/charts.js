/** Charts: lines by uPlot, bars and cells by hand. */

const colour = (name) => {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
};

const drawn = new Map();

/** What is shown to the left and right of points that all have one x. */
const ALONE = 900;

/**
 * Draws lines into a box, and draws them again when its width or the colour scheme changes.
 * Each line is {label, values, colour, dash, fillTo}; colour is the name of a CSS variable. The labels of the axes state
 * the units; times are in UTC.
 */
export function lines(box, x, series, { xLabel, yLabel, format = String, formatX = String, time = false, fromZero = false }) {
  drawn.get(box)?.stop();
  const draw = () => {
    box.replaceChildren(Object.assign(document.createElement("p"), { className: "axis", textContent: yLabel }));
    const ink = colour("soft");
    const axis = { stroke: ink, grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line") } };
    const bands = series.flatMap((line, i) => (line.fillTo === undefined ? [] : [{ series: [i + 1, line.fillTo + 1], fill: faint(colour(line.colour)) }]));
    return new uPlot(
      {
        width: Math.max(200, box.clientWidth),
        height: 240,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        scales: { x: { time, ...(x[0] === x.at(-1) ? { range: [x[0] - ALONE, x[0] + ALONE] } : {}) }, ...(fromZero ? { y: { range: (_, __, most) => [0, most > 0 ? 1.1 * most : 1] } } : {}) },
        bands,
        axes: [
          { ...axis, label: xLabel, labelSize: 20, size: time ? 50 : 34, values: (_, ticks) => (time ? ticks.map(clock) : ticks.map(formatX)) },
          { ...axis, size: 64, values: (_, ticks) => ticks.map(format) },
        ],
        series: [
          { label: xLabel, value: (_, v) => (v == null ? "" : time ? new Date(v * 1000).toISOString().slice(0, 16) : formatX(v)) },
          ...series.map((line) => ({
            label: line.label,
            stroke: colour(line.colour),
            width: line.width ?? 2,
            dash: line.dash,
            points: { show: line.points ?? false },
            value: (_, v) => (v == null ? "" : format(v)),
          })),
        ],
      },
      [x, ...series.map((line) => line.values)],
      box,
    );
  };
  let plot = draw();
  let width = box.clientWidth;
  const resized = new ResizeObserver(() => {
    if (box.clientWidth && box.clientWidth !== width) {
      width = box.clientWidth;
      plot.setSize({ width, height: 240 });
    }
  });
  resized.observe(box);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const recolour = () => {
    plot.destroy();
    plot = draw();
  };
  scheme.addEventListener("change", recolour);
  drawn.set(box, {
    stop() {
      resized.disconnect();
      scheme.removeEventListener("change", recolour);
      plot.destroy();
    },
  });
}

/** The time of a tick, and its day beneath where that is another than before. */
function clock(seconds, i, ticks) {
  const [day, time] = [0, 11].map((from) => new Date(1000 * seconds).toISOString().slice(from, from + (from ? 5 : 10)));
  const before = i > 0 ? new Date(1000 * ticks[i - 1]).toISOString().slice(0, 10) : "";
  return day === before ? time : `${time}\n${day}`;
}

const faint = (rgb) => rgb.replace("rgb(", "rgba(").replace(")", ", 0.18)");

/** Horizontal bars: rows of {label, share, lost}. */
export function bars(box, rows) {
  const grid = document.createElement("div");
  grid.className = "bars";
  for (const row of rows) {
    const label = document.createElement("span");
    label.textContent = row.label;
    const track = document.createElement("div");
    const bar = document.createElement("i");
    bar.style.width = `${100 * row.share}%`;
    bar.className = row.lost ? "lost" : "";
    track.append(bar);
    const value = document.createElement("span");
    value.textContent = percent(row.share);
    grid.append(label, track, value);
  }
  box.replaceChildren(grid);
}

const MOST_COLUMNS = 60;
const ROWS = 24;

/** A picture of cells {x, y, value from 0 to 1, weight}; cells that share a place show their weighted mean. */
export function cells(box, data, { xLabel, yLabel, format, title, text }) {
  const NS = "http://www.w3.org/2000/svg";
  const make = (name, attributes, content) => {
    const node = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (content) node.textContent = content;
    return node;
  };
  const [width, height, left, bottom] = [360, 240, 58, 34];
  const range = (values) => [Math.min(...values), Math.max(...values)];
  const [x0, x1] = range(data.map((cell) => cell.x));
  const [y0, y1] = range(data.map((cell) => cell.y));
  const columns = Math.min(MOST_COLUMNS, x1 - x0 + 1);
  const place = (value, from, to, parts) => Math.min(parts - 1, Math.floor((parts * (value - from)) / (to - from || 1)));
  const means = new Map();
  for (const { x, y, value, weight } of data) {
    const column = place(x, x0, x1 + 1, columns);
    const row = place(y, y0, y1, ROWS);
    const mean = means.get(row * MOST_COLUMNS + column) ?? { column, row, sum: 0, weight: 0 };
    mean.sum += value * weight;
    mean.weight += weight;
    means.set(row * MOST_COLUMNS + column, mean);
  }
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, class: "cells", role: "img", "aria-label": title });
  const [w, h] = [(width - left) / columns, (height - bottom) / ROWS];
  for (const { column, row, sum, weight } of means.values()) {
    const rect = make("rect", { x: left + column * w, y: height - bottom - (row + 1) * h, width: w, height: h, "fill-opacity": 0.08 + (0.92 * sum) / weight });
    rect.append(make("title", {}, text(sum / weight, x0 + (column * (x1 - x0 + 1)) / columns, y0 + ((row + 0.5) * (y1 - y0)) / ROWS)));
    svg.append(rect);
  }
  svg.append(
    make("text", { x: left - 4, y: 10, "text-anchor": "end" }, format(y1)),
    make("text", { x: left - 4, y: height - bottom, "text-anchor": "end" }, format(y0)),
    make("text", { x: left, y: height - bottom + 14 }, x0),
    make("text", { x: width, y: height - bottom + 14, "text-anchor": "end" }, x1),
    make("text", { x: (left + width) / 2, y: height - 6, "text-anchor": "middle" }, xLabel),
  );
  box.replaceChildren(Object.assign(document.createElement("p"), { className: "axis", textContent: yLabel }), svg);
}

/** A table of rows of texts; columns from the second on are numbers. */
export function table(box, head, rows) {
  const node = document.createElement("table");
  const line = (cells, tag) => {
    const tr = document.createElement("tr");
    cells.forEach((cell, i) => {
      const td = document.createElement(tag);
      td.textContent = cell;
      if (i > 0) td.className = "number";
      if (tag === "td" && head.length) td.dataset.head = head[i];
      tr.append(td);
    });
    return tr;
  };
  if (head.length) node.append(line(head, "th"));
  rows.forEach((row) => node.append(line(row, "td")));
  box.replaceChildren(node);
}

export function percent(share, digits = 2) {
  return share == null ? "–" : `${(100 * share).toFixed(digits)}\u00a0%`;
}

/** An interval of shares, in percent; one number where it has no width. */
export function interval({ lower, upper }) {
  const [from, to] = [lower, upper].map((share) => percent(share));
  return from === to ? to : `${from.slice(0, -2)} to ${to}`;
}

export const money = (amount) => Number(amount).toLocaleString("en", { maximumFractionDigits: 0 });
