// Numbers as the program writes them: a true minus sign, no powers of ten from 0.001 to 9999.

function rounded(x, digits) {
  const text = x.toFixed(digits), exact = Math.abs(x).toFixed(Math.min(digits + 40, 100));
  const rest = exact.slice(exact.indexOf(".") + 1 + digits);
  if (!/^50*$/.test(rest)) return text;
  const down = exact.slice(0, exact.length - rest.length).replace(/\.$/, "");  // half to even
  if (Number(down[down.length - 1]) % 2) return text;
  return x < 0 ? "-" + down : down;
}

function fixed(x, decimals) {
  let text = rounded(x, decimals);
  if (Math.abs(Number(text)) !== 1 || Math.abs(Math.abs(x) - 1) < 1e-12) return text;
  for (let n = decimals + 1; n < 14; n++) {
    text = rounded(x, n);
    if (Math.abs(Number(text)) !== 1) return text;
  }
  return rounded(x, decimals);
}

function raised(n) {
  return String(n).replace(/./g, (c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] ?? "⁻");
}

function plainNumber(x, decimals) {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "-∞";
  const size_ = Math.abs(x);
  if (size_ === 0) return (0).toFixed(decimals);
  if (size_ < 0.001 || size_ >= 99999.5) {
    const [mantissa, power] = x.toExponential(decimals - 1).split("e");
    return `${mantissa}·10${raised(Number(power))}`;
  }
  if (size_ < 0.1) {
    return rounded(x, decimals + Math.min(-Math.floor(Math.log10(size_)) - 1, 2));
  }
  return size_ < 9999.5 ? fixed(x, decimals) : rounded(x, 1);
}

function shown(x, decimals) {
  return plainNumber(x, decimals).replace("-", "−");
}

function inFull(x) {
  if (typeof x === "number") return String(x).replace("-", "−");
  if (x.d.length > 12) return `[${x.s.join("×")}]`;
  return `[${x.d.map((n) => shown(n, 4)).join(", ")}]`;
}

// What a person types, and every number that it may stand for: rounded, or cut off.
function readNumber(text) {
  const plain = text.trim().replace(/−/g, "-").replace(/,/g, ".");
  const fraction = plain.match(/^([+-]?[\d.]+)\s*\/\s*([\d.]+)$/);
  if (fraction) return typed(Number(fraction[1]) / Number(fraction[2]), 0);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const [digits, power] = plain.toLowerCase().split("e");
  const decimals = digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0;
  const value = Number(plain);
  if (!decimals) {
    const half = power ? 10 ** Number(power) / 2 : value ? 0.5 : 0.05;
    return { value, low: value - half, high: value + half };
  }
  return typed(value, 10 ** ((power ? Number(power) : 0) - decimals));
}

function typed(value, unit) {
  if (!Number.isFinite(value)) return null;
  const slack = 1e-9 * Math.max(Math.abs(value), unit);
  const low = value - (value <= 0 ? unit : unit / 2), high = value + (value >= 0 ? unit : unit / 2);
  return { value, low: low - slack, high: high + slack };
}
