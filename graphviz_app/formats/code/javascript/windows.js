// Convolution and pooling: windows that slide over the last axes.

// A convolution as a list of (input, kernel, output) places that are multiplied and added up.
function products(x, k, axes, stride, padding, call) {
  const first = x.slice(0, x.length - axes), kernel = k.slice(0, k.length - axes);
  const plain = kernel.length < 2;
  const channels = plain ? (kernel.length && first.length ? kernel[0] : 1) : kernel[1];
  const filters = plain ? (kernel.length && !first.length ? kernel[0] : 1) : kernel[0];
  const examples = size(first) / channels;
  const wide = x.slice(-axes), narrow = k.slice(-axes);
  const out = wide.map((n, i) => Math.floor((n + 2 * padding - narrow[i]) / stride) + 1);
  const X = [examples, channels, ...wide], K = [filters, channels, ...narrow];
  const Y = [examples, filters, ...out], from = steps(X), by = steps(K);
  everywhere(Y, (at, to) => {
    everywhere([channels, ...narrow], ([c, ...inside]) => {
      let place = at[0] * from[0] + c * from[1], weight = at[1] * by[0] + c * by[1];
      for (let i = 0; i < axes; i++) {
        const here = at[i + 2] * stride + inside[i] - padding;
        if (here < 0 || here >= wide[i]) return;
        place += here * from[i + 2];
        weight += inside[i] * by[i + 2];
      }
      call(place, weight, to);
    });
  });
  return { Y, out };
}

// What stands before the places of the value: examples, filters, both or neither.
function beforePlaces(given, kernel) {
  if (kernel.length === 2) return given.length === 2 ? [given[0], kernel[0]] : [kernel[0]];
  if (!given.length) return kernel;
  return given.length > kernel.length ? [given[0]] : [];
}

function convolved(axes, x, k, b, stride, padding) {
  const found = [];
  const { Y, out } = products(x.s, k.s, axes, stride, padding, (i, j, to) => {
    found[to] = (found[to] ?? 0) + x.d[i] * k.d[j];
  });
  const bias = b === null ? [0] : numbersOf(b), n = size(out);
  const all = Array.from({ length: size(Y) }, (_, to) =>
    (found[to] ?? 0) + bias[Math.floor(to / n) % bias.length]);
  const before = beforePlaces(x.s.slice(0, -axes), k.s.slice(0, -axes));
  return made([...before, ...out], all);
}

function toInput(axes, a, k, stride, padding, s) {
  const found = new Array(size(s)).fill(0), d = numbersOf(a);
  products(s, k.s, axes, stride, padding, (i, j, to) => { found[i] += d[to] * k.d[j]; });
  return made(s, found);
}

function toKernel(axes, a, x, stride, padding, s) {
  const found = new Array(size(s)).fill(0), d = numbersOf(a);
  products(x.s, s, axes, stride, padding, (i, j, to) => { found[j] += d[to] * x.d[i]; });
  return made(s, found);
}

function t_conv1d(x, k, b, stride, padding) {
  return convolved(1, x, k, b, stride, padding);
}

function t_conv1d_input(a, k, stride, padding, s) {
  return toInput(1, a, k, stride, padding, s);
}

function t_conv1d_kernel(a, x, stride, padding, s) {
  return toKernel(1, a, x, stride, padding, s);
}

function t_conv2d(x, k, b, stride, padding) {
  return convolved(2, x, k, b, stride, padding);
}

function t_conv2d_input(a, k, stride, padding, s) {
  return toInput(2, a, k, stride, padding, s);
}

function t_conv2d_kernel(a, x, stride, padding, s) {
  return toKernel(2, a, x, stride, padding, s);
}

// Calls back with each window: its number, and the places in it (-1: padding).
function pooled(own, count, width, stride, padding, call) {
  const axes = count ?? Math.min(own.length, 2), step = stride ?? width;
  const wide = own.slice(-axes), before = own.slice(0, own.length - axes);
  const out = wide.map((n) => Math.floor((n + 2 * padding - width) / step) + 1);
  const s = [...before, ...out], by = steps(own);
  everywhere(s, (at, to) => {
    const places = [];
    everywhere(wide.map(() => width), (inside) => {
      let place = 0;
      for (let i = 0; i < before.length; i++) place += at[i] * by[i];
      for (let i = 0; i < axes; i++) {
        const here = at[before.length + i] * step + inside[i] - padding;
        if (here < 0 || here >= wide[i]) place = NaN;
        place += here * by[before.length + i];
      }
      places.push(Number.isNaN(place) ? -1 : place);
    });
    call(places, to);
  });
  return s;
}

function firstLargest(d, places) {
  return places.reduce((best, i) => (i >= 0 && (best < 0 || d[i] > d[best]) ? i : best), -1);
}

function t_max_pool(x, width, stride, padding, axes) {
  return t_pick_max(x, x, width, stride, padding, axes);
}

function t_pick_max(a, x, width, stride, padding, axes) {
  const found = [];
  const s = pooled(x.s, axes, width, stride, padding, (places) => {
    found.push(a.d[firstLargest(x.d, places)]);
  });
  return made(s, found);
}

function t_max_unpool(a, x, width, stride, padding, axes) {
  const found = new Array(x.d.length).fill(0), d = numbersOf(a);
  pooled(x.s, axes, width, stride, padding, (places, to) => {
    found[firstLargest(x.d, places)] += d[to];
  });
  return made(x.s, found);
}

function t_avg_pool(x, width, stride, padding, axes) {
  const found = [];
  const s = pooled(x.s, axes, width, stride, padding, (places) => {
    const total = places.reduce((n, i) => n + (i < 0 ? 0 : x.d[i]), 0);
    found.push(total / places.length);
  });
  return made(s, found);
}

function t_avg_unpool(a, width, stride, padding, axes, s) {
  const found = new Array(size(s)).fill(0), d = numbersOf(a);
  pooled(s, axes, width, stride, padding, (places, to) => {
    for (const i of places) if (i >= 0) found[i] += d[to] / places.length;
  });
  return made(s, found);
}
