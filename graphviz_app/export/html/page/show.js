// What is seen of the run at a time: marks that come and go, numbers, pulses on the edges.

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const ARRIVAL = 0.7;
const END = data.steps.length - 1;

const now = { x: 0, state: -1, leaves: null, run: null, edited: false };

function ease(p) {
  return p * p * (3 - 2 * p);
}

function arrived(p) {
  return ease(Math.max(p - ARRIVAL, 0) / (1 - ARRIVAL));
}

// Marks

function rangesOf(text) {
  return text.split(" ").map((row) => row.split("-").map(Number));
}

function isIn(ranges, state) {
  return ranges.some(([a, b]) => a <= state && state <= (b ?? a));
}

const marks = [], halos = [];
for (const element of $("graph").querySelectorAll("[data-s]")) {
  const one = { element, ranges: rangesOf(element.dataset.s), on: null };
  (element.closest(".halo") ? halos : marks).push(one);
}

function showMarks(state) {
  for (const one of marks) {
    const on = isIn(one.ranges, state);
    if (on !== one.on) one.element.classList.toggle("off", !on);
    one.on = on;
  }
}

function showHalos(x) {
  const k = Math.floor(x), p = x - k, moment = data.moments[k];
  for (const one of halos) {
    const before = isIn(one.ranges, 2 * k) ? (p ? 1 - ease(p) : 1) : 0;
    const after = p && isIn(one.ranges, 2 * k + 2) ? (moment.gives ? 1 : arrived(p)) : 0;
    const glow = Math.max(before, after);
    if (glow === one.on) continue;
    one.element.classList.toggle("off", glow === 0);
    one.element.style.opacity = glow === 1 ? "" : glow.toFixed(3);
    one.on = glow;
  }
}

// Pulses

const TAIL = [[0, 5.4, 1], [10, 4.2, 0.75], [18, 3.2, 0.45], [25, 2.4, 0.25]];
const pulses = [];

function dot(at) {
  while (pulses.length <= at) {
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    $("moving").append(circle);
    pulses.push(circle);
  }
  return pulses[at];
}

function showPulses(x) {
  const k = Math.floor(x), p = x - k, moment = data.moments[k];
  let used = 0;
  for (const edge of p && moment && !still.matches ? moment.edges : []) {
    const way = $(`way-${edge}`), length = way.getTotalLength();
    const gone = ease(Math.min(p / ARRIVAL, 1));
    const head = (moment.forwards ? gone : 1 - gone) * length;
    for (const [behind, radius, opacity] of TAIL) {
      const here = head - (moment.forwards ? behind : -behind) * data.scale;
      if (here < 0 || here > length) continue;
      const at = way.getPointAtLength(here), circle = dot(used++);
      circle.setAttribute("cx", at.x);
      circle.setAttribute("cy", at.y);
      circle.setAttribute("r", radius * data.scale);
      circle.style.opacity = opacity;
      circle.setAttribute("class", moment.tone);
    }
  }
  while (pulses.length > used) pulses.pop().remove();
}

// Numbers

function quantity([kind, parts]) {
  const { run } = now;
  if (kind === "d") return derivatives(parts);
  const one = { v: (i) => run.values[i], g: (i) => run.gradients[i],
    c: (edges) => added(run.contributions, edges) }[kind];
  const all = parts.map(one);
  if (all.length === 1) return all[0];
  return { s: [all.length], d: all.map((x) => x ?? 0) };
}

function derivatives(parts) {
  const all = parts.map(([end, within, edges, plain]) =>
    derivative(data.program, now.run, end, within, edges, plain));
  if (all.length === 1) return all[0];
  const ends = new Set(parts.map(([end]) => end)).size;
  return { s: [ends, all.length / ends], d: all };
}

function cellOf(value, cell) {
  return typeof value === "number" ? value : value.d.length > 1 ? value.d[cell] : value.d[0];
}

const texts = [...$("graph").querySelectorAll("text[data-q]")].map((element) => ({
  element, q: Number(element.dataset.q), cell: Number(element.dataset.c),
  written: element.textContent, prefix: element.dataset.p ?? "",
}));

function isShape(text) {
  return text.includes("[");
}

function writeNumbers() {
  const known = new Map();
  for (const one of texts) {
    if (isShape(one.written)) continue;
    if (!known.has(one.q)) known.set(one.q, quantity(data.numbers[one.q]));
    const value = known.get(one.q);
    const text = now.edited ? one.prefix + shown(cellOf(value, one.cell), 3) : one.written;
    one.element.textContent = text;
    fit(one, text);
  }
}

function fit({ element, written }, text) {
  const wide = (Number(element.dataset.w) * text.length) / written.length;
  const room = Number(element.dataset.room) || Infinity;
  if (now.edited && wide > room) {
    element.setAttribute("textLength", room);
    element.setAttribute("lengthAdjust", "spacingAndGlyphs");
  } else {
    element.removeAttribute("textLength");
  }
}

// The whole, at a time in steps

function lastStep() {
  return now.edited || covered.size ? Math.min(data.finished, END) : END;
}

function show(x) {
  now.x = Math.min(Math.max(x, 0), lastStep());
  const k = Math.floor(now.x), state = now.x === k ? 2 * k : 2 * k + 1;
  if (state !== now.state) {
    now.state = state;
    showMarks(state);
    showStep(Math.ceil(now.x));
    follow(Math.ceil(now.x));
  }
  showHalos(now.x);
  showPulses(now.x);
  showTime();
}
