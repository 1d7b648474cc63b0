// What is told: the step as mathematics and with numbers, and reasons for nodes and edges.

function withNumbers(template, hide) {
  return template.replace(/@(\d+)(b?);/g, (_, at, brackets) => {
    const [asked, cell] = data.slots[at];
    if (hide && hide(asked)) return "?";
    const text = shown(cellOf(quantity(asked), cell), 4);
    return brackets && text.startsWith("−") ? `(${text})` : text;
  });
}

// A row: its symbols, and its numbers; those of a run with other values only where they hold.
function rowOf([symbols, numbers, remark, safe, generic], hide) {
  const parts = [], holds = safe || !now.edited;
  if (holds && symbols !== null) parts.push(math(data.maths[symbols]));
  if (holds && numbers !== null && (safe || !hide)) {
    parts.push(math(withNumbers(data.maths[numbers], hide)));
  } else if (!holds && generic?.of) {
    if (generic.left !== null) parts.push(math(data.maths[generic.left]));
    parts.push(genericNumbers(generic, hide));
  }
  if (remark && !now.edited) parts.push(`<span class="remark">${remark}</span>`);
  return `<p class="row">${parts.join(" ")}</p>`;
}

function math(content) {
  return content ? `<math>${content}</math>` : "";
}

// Of any values: what is computed is told by its value, what is handed back as a product.
function genericNumbers({ of, g, local }, hide) {
  const told = (asked) => (hide && hide(asked) ? "?" : brief(quantity(asked)));
  if (!g) return `<span class="numbers value">= ${told(of)}</span>`;
  const product = local ? `${told(g)} · ${told(local)} = ` : "";
  return `<span class="numbers gradient">= ${product}${told(of)}</span>`;
}

function brief(value) {
  if (value === null) return "0";
  if (typeof value === "number") return shown(value, 4);
  if (value.d.length > 9) return `[${value.s.join("×")}]`;
  return `[${value.d.map((n) => shown(n, 4)).join(", ")}]`;
}

function plainText(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

function showStep(at) {
  const caption = data.captions[at], hide = coversOf(at);
  $("caption").className = caption.tone;
  $("note").textContent = data.steps[at];
  const rows = caption.rows.map((row) => rowOf(row, hide)).join("");
  const sentence = caption.sentence ? `<p class="sentence">${caption.sentence}</p>` : "";
  $("told").innerHTML = rows + sentence + lastWords(at);
  if (!player.way) $("spoken").textContent = `${data.steps[at]}. ${plainText($("told"))}`;
}

function lastWords(at) {
  if (!now.edited || at < data.finished || data.finished >= END) return "";
  return '<p class="sentence">The step of learning is shown of the first values: ' +
    "Reset brings it back.</p>";
}

// Reasons

let reasonOf = null;

function reasonAt(element) {
  const found = element?.closest("[data-node], [data-edge]");
  if (!found) return null;
  const { node, edge } = found.dataset;
  if (node !== undefined) return node in data.nodes ? { key: `n${node}`, ...data.nodes[node] } : null;
  return { key: `e${edge}`, ...data.edges[edge] };
}

function showReason(element, x, y) {
  const reason = reasonAt(element);
  if (!reason) return hideReason();
  if (reason.key !== reasonOf) {
    reasonOf = reason.key;
    const known = (row) => row.at === undefined || row.at <= now.state / 2;
    const rows = reason.rows.filter(known).map((row) => rowOf(row.row, isCovered));
    const full = reason.numbers.filter(known).map(({ name, asked, tone }) =>
      `<dt>${name}</dt><dd class="${tone}">${isCovered(asked) ? "?" : inFull(quantity(asked) ?? 0)}</dd>`);
    $("reason").innerHTML = `<h2>${reason.title}</h2>${rows.join("")}<dl>${full.join("")}</dl>`;
    $("reason").hidden = false;
  }
  const box = $("reason").getBoundingClientRect();
  const left = Math.min(Math.max(x + 14, 8), innerWidth - box.width - 8);
  const below = y + 18 + box.height < innerHeight;
  $("reason").style.left = `${Math.max(left, 8)}px`;
  $("reason").style.top = `${Math.max(below ? y + 18 : y - box.height - 14, 8)}px`;
}

function hideReason() {
  reasonOf = null;
  $("reason").hidden = true;
}

$("graph").addEventListener("pointermove", (event) => {
  if (event.pointerType === "mouse") showReason(event.target, event.clientX, event.clientY);
});
$("graph").addEventListener("pointerleave", hideReason);
$("graph").addEventListener("click", (event) => {
  showReason(event.target, event.clientX, event.clientY);
});
$("graph").addEventListener("focusin", (event) => {
  if (!event.target.matches(":focus-visible")) return;
  const box = event.target.getBoundingClientRect();
  showReason(event.target, box.left + box.width / 2, box.bottom);
  $("spoken").textContent = plainText($("reason"));
});
$("graph").addEventListener("focusout", hideReason);
