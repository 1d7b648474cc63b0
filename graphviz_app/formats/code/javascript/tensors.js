// Tensors: {s: shape, d: numbers, row by row}; what has no axis is a plain number.

function size(s) {
  return s.reduce((n, k) => n * k, 1);
}

function shapeOf(x) {
  return typeof x === "number" ? [] : x.s;
}

function numbersOf(x) {
  return typeof x === "number" ? [x] : x.d;
}

function made(s, d) {
  return s.length ? { s, d } : d[0];
}

function filled(s, number) {
  return made(s, new Array(size(s)).fill(number));
}

function onesLike(x) {
  return filled(shapeOf(x), 1);
}

function zerosLike(x) {
  return filled(shapeOf(x), 0);
}

function axisOf(axis, count) {
  return axis < 0 ? axis + count : axis;
}

function steps(s) {
  const found = new Array(s.length);
  for (let i = s.length - 1, n = 1; i >= 0; n *= s[i], i--) found[i] = n;
  return found;
}

// Calls back with every place of a shape, in order.
function everywhere(s, call) {
  const at = new Array(s.length).fill(0);
  for (let k = 0, n = size(s); k < n; k++) {
    call(at, k);
    for (let i = s.length - 1; i >= 0 && ++at[i] === s[i]; i--) at[i] = 0;
  }
}

function together(shapes) {
  const count = Math.max(...shapes.map((s) => s.length));
  const at = (s, i) => s[s.length - count + i] ?? 1;
  return Array.from({ length: count }, (_, i) =>
    Math.max(...shapes.map((s) => at(s, i))));
}

function repeated(x, s) {
  const own = shapeOf(x), d = numbersOf(x);
  if (own.length === s.length && own.every((n, i) => n === s[i])) return d;
  const step = steps(own), skip = s.length - own.length, found = new Array(size(s));
  everywhere(s, (at, k) => {
    let from = 0;
    for (let i = 0; i < own.length; i++) if (own[i] > 1) from += at[i + skip] * step[i];
    found[k] = d[from];
  });
  return found;
}

// A function of numbers, element by element; rows, columns and numbers are repeated.
function each(f, ...given) {
  if (given.every((x) => typeof x === "number")) return f(...given);
  const s = together(given.map(shapeOf));
  const all = given.map((x) => repeated(x, s));
  return made(s, all[0].map((_, k) => f(...all.map((d) => d[k]))));
}

function plus(a, b) {
  return each((x, y) => x + y, a, b);
}

function t_reshape(x, s) {
  const d = numbersOf(x), free = s.indexOf(-1);
  if (free < 0) return made(s, d);
  return made(s.map((n, i) => (i === free ? d.length / -size(s) : n)), d);
}

function t_flatten(x) {
  return t_reshape(x, [numbersOf(x).length]);
}

function t_broadcast_to(x, s) {
  return made(s, repeated(x, s));
}

function t_sum_to(x, s) {
  const own = shapeOf(x);
  if (own.length === s.length && own.every((n, i) => n === s[i])) return x;
  const whole = together([own, s]), d = repeated(x, whole);
  const step = steps(s), skip = whole.length - s.length;
  const found = new Array(size(s)).fill(0);
  everywhere(whole, (at, k) => {
    let to = 0;
    for (let i = 0; i < s.length; i++) if (s[i] > 1) to += at[i + skip] * step[i];
    found[to] += d[k];
  });
  return made(s, found);
}

function moved(x, axes) {
  const own = shapeOf(x), step = steps(own), s = axes.map((i) => own[i]);
  const found = new Array(size(s));
  everywhere(s, (at, k) => {
    found[k] = x.d[at.reduce((sum, n, i) => sum + n * step[axes[i]], 0)];
  });
  return made(s, found);
}

function t_transpose(x, axes) {
  const count = shapeOf(x).length;
  if (count < 2) return x;
  const back = Array.from({ length: count }, (_, i) => count - 1 - i);
  return moved(x, axes.length ? axes.map((i) => axisOf(i, count)) : back);
}

function t_swapaxes(x, one, other) {
  const axes = shapeOf(x).map((_, i) => i);
  const i = axisOf(one, axes.length), j = axisOf(other, axes.length);
  [axes[i], axes[j]] = [axes[j], axes[i]];
  return moved(x, axes);
}

function t_expand_dims(x, axis) {
  const s = [...shapeOf(x)];
  s.splice(axisOf(axis, s.length + 1), 0, 1);
  return t_reshape(x, s);
}

function t_squeeze(x, axis) {
  const own = shapeOf(x), at = axis === null ? null : axisOf(axis, own.length);
  return t_reshape(x, own.filter((n, i) => (at === null ? n !== 1 : i !== at)));
}

function t_flip(x, axis) {
  const own = shapeOf(x), step = steps(own), d = numbersOf(x), found = [];
  const turned = (i) => axis === null || axisOf(axis, own.length) === i;
  everywhere(own, (at, k) => {
    let from = 0;
    at.forEach((n, i) => { from += (turned(i) ? own[i] - 1 - n : n) * step[i]; });
    found[k] = d[from];
  });
  return made(own, found);
}

// Where the parts of an index stand: numbers, and [start, stop, step] of slices.
function picked(own, at) {
  const rest = own.length - at.filter((one) => one !== "..." && one !== null).length;
  const all = Array.from({ length: rest }, () => [null, null, null]);
  const shown = at.flatMap((one) => (one === "..." ? all : [one]));
  if (!at.includes("...")) shown.push(...all);
  const whole = shown.filter((one) => one !== null);
  const axes = whole.map((one, i) => {
    const n = own[i], from = (k) => Math.min(Math.max(k < 0 ? k + n : k, -1), n);
    if (typeof one === "number") return [axisOf(one, n)];
    const step = one[2] ?? 1, places = [];
    const start = one[0] === null ? (step > 0 ? 0 : n - 1) : from(one[0]);
    const stop = one[1] === null ? (step > 0 ? n : -1) : from(one[1]);
    for (let k = Math.max(start, 0); step > 0 ? k < stop : k > stop; k += step) {
      if (k < n) places.push(k);
    }
    return places;
  });
  const step = steps(own), places = [];
  everywhere(axes.map((list) => list.length), (k) => {
    places.push(k.reduce((sum, n, i) => sum + axes[i][n] * step[i], 0));
  });
  const sizes = axes.map((list) => list.length);
  const s = shown.flatMap((one) => {
    const n = one === null ? 1 : sizes.shift();
    return typeof one === "number" ? [] : [n];
  });
  return { s, places };
}

function t_index(x, at) {
  const { s, places } = picked(shapeOf(x), at);
  return made(s, places.map((k) => x.d[k]));
}

function t_put(x, at, s) {
  const found = new Array(size(s)).fill(0), part = picked(s, at);
  const d = repeated(x, part.s);
  part.places.forEach((place, k) => { found[place] = d[k]; });
  return made(s, found);
}

function t_stack(parts, axis) {
  return t_concat(parts.map((x) => {
    const s = [...shapeOf(x)];
    s.splice(axisOf(axis, s.length + 1), 0, 1);
    return t_reshape(x, s);
  }), axis);
}

function t_concat(parts, axis) {
  const all = parts.map((x) => (shapeOf(x).length ? x : t_reshape(x, [1])));
  const at = axisOf(axis, all[0].s.length), s = [...all[0].s];
  s[at] = all.reduce((n, x) => n + x.s[at], 0);
  const found = [], inner = size(s.slice(at + 1));
  for (let k = 0; k < size(s.slice(0, at)); k++) {
    for (const x of all) {
      const n = x.s[at] * inner;
      found.push(...x.d.slice(k * n, k * n + n));
    }
  }
  return made(s, found);
}

// Lines along an axis, each handed to a function that makes one line of it.
function along(x, axis, f, keep) {
  const own = shapeOf(x);
  if (axis === null || !own.length) {
    const line = f(numbersOf(x));
    return made(keep ? own.map((n, i) => (i ? 1 : line.length)) : own.map(() => 1), line);
  }
  const at = axisOf(axis, own.length), inner = size(own.slice(at + 1)), n = own[at];
  const lines = [];
  for (let k = 0; k < size(own) / n; k++) {
    const start = Math.floor(k / inner) * n * inner + (k % inner);
    lines.push(f(Array.from({ length: n }, (_, i) => x.d[start + i * inner])));
  }
  const m = lines[0].length, s = own.map((size_, i) => (i === at ? m : size_));
  const found = new Array(size(s));
  lines.forEach((line, k) => {
    const start = Math.floor(k / inner) * m * inner + (k % inner);
    line.forEach((number, i) => { found[start + i * inner] = number; });
  });
  return made(s, found);
}

function reduced(x, axis, keepdims, f) {
  const kept = along(x, axis, (line) => [f(line)]), own = shapeOf(x);
  if (keepdims || !own.length) return kept;
  if (axis === null) return numbersOf(kept)[0];
  const at = axisOf(axis, own.length);
  return t_reshape(kept, own.filter((_, i) => i !== at));
}

function keptShape(x, axis) {
  const own = shapeOf(x), at = axis === null ? null : axisOf(axis, own.length);
  return own.map((n, i) => (at === null || at === i ? 1 : n));
}

function countOf(x, axis) {
  return numbersOf(x).length / size(keptShape(x, axis));
}

function t_sum(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => line.reduce((a, b) => a + b, 0));
}

function t_mean(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => line.reduce((a, b) => a + b, 0) / line.length);
}

function t_prod(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => line.reduce((a, b) => a * b, 1));
}

function t_amax(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => Math.max(...line));
}

function t_amin(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => Math.min(...line));
}

function t_argmax(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => line.indexOf(Math.max(...line)));
}

function t_argmin(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => line.indexOf(Math.min(...line)));
}

function t_cumsum(x, axis) {
  let total = 0;
  const running = (line) => { total = 0; return line.map((n) => (total += n)); };
  return axis === null ? along(t_flatten(x), 0, running) : along(x, axis, running);
}

// exp without the largest, so that nothing is too large (log-sum-exp).
function t_logsumexp(x, axis, keepdims) {
  return reduced(x, axis, keepdims, (line) => {
    const top = Math.max(...line), first = line.indexOf(top);
    if (!Number.isFinite(top)) return top;
    return top + Math.log1p(line.reduce((n, a, i) => n + (i === first ? 0 : Math.exp(a - top)), 0));
  });
}

function masked(x, m) {
  return m === null ? x : each((a, keep) => (keep !== 0 ? a : -Infinity), x, m);
}

function t_softmax(x, m, axis) {
  return along(masked(x, m), axis, (line) => {
    const top = Math.max(...line);
    const all = line.map((a) => Math.exp(a - (top === -Infinity ? 0 : top)));
    const total = all.reduce((a, b) => a + b, 0);
    return all.map((a) => a / (total === 0 ? 1 : total));
  });
}

function t_log_softmax(x, m, axis) {
  return along(masked(x, m), axis, (line) => {
    const top = Math.max(...line), first = line.indexOf(top);
    if (top === -Infinity) return line;
    const rest = line.reduce((n, a, i) => n + (i === first ? 0 : Math.exp(a - top)), 0);
    return line.map((a) => a - top - Math.log1p(rest));
  });
}

function t_matmul(a, b) {
  if (typeof a === "number" || typeof b === "number") return each((x, y) => x * y, a, b);
  const row = a.s.length === 1, column = b.s.length === 1;
  const left = row ? t_reshape(a, [1, a.s[0]]) : a;
  const right = column ? t_reshape(b, [b.s[0], 1]) : b;
  const [n, k] = left.s.slice(-2), m = right.s[right.s.length - 1];
  const batch = together([left.s.slice(0, -2), right.s.slice(0, -2), []]);
  const l = repeated(left, [...batch, n, k]), r = repeated(right, [...batch, k, m]);
  const found = [];
  for (let z = 0; z < size(batch); z++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < m; j++) {
        let sum = 0;
        for (let q = 0; q < k; q++) sum += l[(z * n + i) * k + q] * r[(z * k + q) * m + j];
        found.push(sum);
      }
    }
  }
  return made([...batch, ...(row ? [] : [n]), ...(column ? [] : [m])], found);
}

function t_outer(a, b) {
  return made([a.s[0], b.s[0]], a.d.flatMap((x) => b.d.map((y) => x * y)));
}

function t_diag(x) {
  const n = x.s[0];
  if (x.s.length === 2) {
    const count = Math.min(...x.s);
    return made([count], Array.from({ length: count }, (_, i) => x.d[i * x.s[1] + i]));
  }
  const found = new Array(n * n).fill(0);
  x.d.forEach((number, i) => { found[i * n + i] = number; });
  return made([n, n], found);
}

function t_gather(x, i, axis) {
  const at = axisOf(axis, x.s.length), n = x.s[at], inner = size(x.s.slice(at + 1)), found = [];
  for (let k = 0; k < size(x.s.slice(0, at)); k++) {
    for (const place of numbersOf(i)) {
      const start = (k * n + axisOf(Math.round(place), n)) * inner;
      found.push(...x.d.slice(start, start + inner));
    }
  }
  return made([...x.s.slice(0, at), ...shapeOf(i), ...x.s.slice(at + 1)], found);
}

function t_scatter_add(x, i, s, axis) {
  const at = axisOf(axis, s.length), n = s[at], inner = size(s.slice(at + 1));
  const found = new Array(size(s)).fill(0), d = numbersOf(x);
  let from = 0;
  for (let k = 0; k < size(s.slice(0, at)); k++) {
    for (const place of numbersOf(i)) {
      const start = (k * n + axisOf(Math.round(place), n)) * inner;
      for (let j = 0; j < inner; j++) found[start + j] += d[from++];
    }
  }
  return made(s, found);
}

function t_one_hot(i, classes) {
  const all = numbersOf(i).map(Math.round), n = classes ?? Math.max(...all) + 1;
  const found = all.flatMap((k) => Array.from({ length: n }, (_, j) => (j === k ? 1 : 0)));
  return made([...shapeOf(i), n], found);
}
