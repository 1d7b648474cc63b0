// Predict, then reveal: numbers that are covered until they are guessed, or told.

const covered = new Set(), keyOf = (asked) => JSON.stringify(asked);
const score = { right: 0, wrong: 0 };
let fields = [], asking = null;

function isCovered(asked) {
  return covered.has(keyOf(asked));
}

// Numbers of a step's caption that would tell what is covered.
function coversOf() {
  return covered.size ? isCovered : null;
}

function isGiven([kind, parts]) {
  return kind === "v" && parts.every((i) => data.program.into[i].length === 0);
}

function coverAll() {
  for (const asked of data.numbers) if (!isGiven(asked)) covered.add(keyOf(asked));
  for (const [asked] of data.slots) if (!isGiven(asked)) covered.add(keyOf(asked));
  Object.assign(score, { right: 0, wrong: 0 });
  showFields();
}

function reveal(key) {
  covered.delete(key);
  showFields();
}

function revealAll() {
  covered.clear();
  showFields();
}

function showFields() {
  for (const field of fields) field.remove();
  fields = [];
  for (const text of texts) {
    const asked = data.numbers[text.q], hidden = isCovered(asked) && !isShape(text.written);
    text.element.classList.toggle("asked", hidden);
    if (hidden) fields.push(fieldFor(text, asked));
  }
  const predicting = covered.size > 0;
  document.body.classList.toggle("predicting", predicting);
  $("predict").setAttribute("aria-pressed", predicting);
  $("reveal").hidden = !predicting;
  const told = `${score.right} right` + (score.wrong ? `, ${score.wrong} wrong` : "");
  $("score").textContent = score.right + score.wrong ? told : "";
  if (now.run) {
    now.state = -1;
    show(now.x);
  }
}

function fieldFor(text, asked) {
  const svg = "http://www.w3.org/2000/svg", { element } = text;
  const group = document.createElementNS(svg, "g"), rect = document.createElementNS(svg, "rect");
  const mark = document.createElementNS(svg, "text");
  const style = getComputedStyle(element), size_ = parseFloat(style.fontSize);
  const wide = Math.max(Number(element.dataset.w), 2.4 * size_), high = 1.2 * size_;
  const end = style.textAnchor === "end", x = end ? -wide : -wide / 2;
  const at = element.getAttribute("transform")
    ?? `translate(${element.getAttribute("x")} ${element.getAttribute("y")})`;
  group.setAttribute("class", "field");
  group.setAttribute("transform", at);
  group.setAttribute("tabindex", "0");
  group.setAttribute("role", "button");
  group.setAttribute("aria-label", "What is this number?");
  const box = { x, y: -0.95 * size_, width: wide, height: high, rx: 0.28 * size_ };
  for (const [name, value] of Object.entries(box)) rect.setAttribute(name, value);
  mark.textContent = "?";
  mark.setAttribute("x", x + wide / 2);
  mark.style.fontSize = `${size_}px`;
  group.style.color = style.fill;
  group.append(rect, mark);
  if (element.dataset.s) group.dataset.s = element.dataset.s;
  element.after(group);
  const ask = (event) => { event.stopPropagation(); openGuess(text, asked, group); };
  group.addEventListener("click", ask);
  group.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); ask(event); }
  });
  if (element.dataset.s) watch(group);
  return group;
}

function watch(element) {
  marks.push({ element, ranges: rangesOf(element.dataset.s), on: null });
}

function openGuess(text, asked, group) {
  closeEditor();
  hideReason();
  asking = { text, asked };
  $("guess-number").value = "";
  $("verdict").textContent = "";
  place($("guess"), group.getBoundingClientRect());
  $("guess-number").focus();
}

function judge() {
  const guess = readNumber($("guess-number").value);
  if (guess === null) {
    $("verdict").textContent = "That is no number.";
    return;
  }
  const truth = cellOf(quantity(asking.asked) ?? 0, asking.text.cell);
  if (truth >= guess.low && truth <= guess.high) {
    score.right++;
    $("spoken").textContent = "Right.";
    closeEditor();
    reveal(keyOf(asking.asked));
    return;
  }
  score.wrong++;
  const sign = truth !== 0 && Math.abs(truth + guess.value) <= guess.high - guess.value;
  $("verdict").textContent = sign ? "Wrong: look at the sign." : "Wrong: try again, or reveal it.";
  $("guess-number").select();
  $("score").textContent = `${score.right} right, ${score.wrong} wrong`;
}

$("guess").addEventListener("submit", (event) => { event.preventDefault(); judge(); });
$("tell").addEventListener("click", () => { closeEditor(); reveal(keyOf(asking.asked)); });
$("predict").addEventListener("click", () => (covered.size ? revealAll() : coverAll()));
$("reveal").addEventListener("click", revealAll);
for (const q of data.hidden) covered.add(keyOf(data.numbers[q]));
