// Functions of one number that JavaScript has no name for, or not well enough.

function f_sign(a) {
  return Number.isNaN(a) ? a : a > 0 ? 1 : a < 0 ? -1 : 0;
}

function f_round(a) {
  const down = Math.floor(a), apart = a - down;
  return apart < 0.5 || (apart === 0.5 && down % 2 === 0) ? down : down + 1;
}

function f_sigmoid(a) {
  const e = Math.exp(-Math.abs(a));
  return (a >= 0 ? 1 : e) / (1 + e);
}

function f_softplus(a) {
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
}

function f_log_sigmoid(a) {
  return -f_softplus(-a);
}

function f_tanh(a) {
  return Math.tanh(a);
}

// The series of erf, and far out the continued fraction of erfc (Abramowitz and Stegun, 7.1.6
// and 7.1.14).
function f_erf(a) {
  const x = Math.abs(a);
  if (!(x < 2)) return x >= 2 ? Math.sign(a) * (1 - f_erfc(x)) : a;
  let term = x, sum = x;
  for (let n = 1; n < 60; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return Math.sign(a) * (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function f_erfc(a) {
  if (a < 2) return 1 - f_erf(a);
  if (!(a < 30)) return a >= 30 ? 0 : a;
  let below = a;
  for (let n = 120; n > 0; n--) below = a + n / 2 / below;
  return Math.exp(-a * a) / Math.sqrt(Math.PI) / below;
}

function f_gelu(a) {
  return a * 0.5 * f_erfc(-a / Math.SQRT2);
}

function f_gelu_tanh(a) {
  return a * f_sigmoid(2 * Math.sqrt(2 / Math.PI) * (a + 0.044715 * a ** 3));
}
