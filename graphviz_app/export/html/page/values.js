// Values that can be changed: everything is computed anew at once.

function given() {
  const leaves = {};
  for (const [i, value] of Object.entries(data.leaves)) {
    leaves[i] = typeof value === "number" ? value : { s: value.s, d: [...value.d] };
  }
  return leaves;
}

function compute() {
  now.run = ran(data.program, now.leaves);
}

function afterChange() {
  now.edited = Object.entries(data.leaves).some(([i, value]) =>
    String(numbersOf(value)) !== String(numbersOf(now.leaves[i])));
  compute();
  writeNumbers();
  document.body.classList.toggle("edited", now.edited);
  $("reset").hidden = !now.edited;
  now.state = -1;
  hideReason();
  show(now.x);
}

function setLeaf(i, cell, number) {
  const value = now.leaves[i];
  if (typeof value === "number") now.leaves[i] = number;
  else value.d[cell] = number;
  afterChange();
}

function leafNumber(i, cell) {
  return cellOf(now.leaves[i], cell);
}

function reset() {
  now.leaves = given();
  afterChange();
  fillPanel();
}

// One number, at its place in the graph

const editor = { i: null, cell: 0 };

function spanOf(number) {
  const reach = Math.max(Math.abs(number) * 2, 1);
  return [-reach, reach];
}

function openEditor(i, cell, box) {
  closeEditor();
  Object.assign(editor, { i, cell });
  const number = leafNumber(i, cell), [least, most] = spanOf(numberAtFirst(i, cell));
  $("editor-name").textContent = data.names[i];
  $("editor-number").value = number;
  Object.assign($("editor-slider"), { min: least, max: most, step: (most - least) / 200 });
  $("editor-slider").value = number;
  place($("editor"), box);
  $("editor-number").focus();
  $("editor-number").select();
}

function numberAtFirst(i, cell) {
  return cellOf(data.leaves[i], cell);
}

function place(element, box) {
  element.hidden = false;
  const own = element.getBoundingClientRect();
  const left = Math.min(box.left, innerWidth - own.width - 16);
  const below = box.bottom + 6 + own.height < innerHeight;
  element.style.left = `${Math.max(left, 8)}px`;
  element.style.top = `${below ? box.bottom + 6 : Math.max(box.top - own.height - 6, 8)}px`;
}

function closeEditor() {
  $("editor").hidden = true;
  $("guess").hidden = true;
  editor.i = null;
}

function typedNumber(input) {
  const found = readNumber(input.value);
  input.setAttribute("aria-invalid", found === null);
  return found && found.value;
}

function take(close) {
  const number = typedNumber($("editor-number"));
  if (number === null || editor.i === null) return;
  $("editor-slider").value = number;
  setLeaf(editor.i, editor.cell, number);
  fillPanel();
  if (close) closeEditor();
}

$("editor-number").addEventListener("keydown", (event) => {
  if (event.key === "Enter") take(true);
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    const way = event.key === "ArrowUp" ? 1 : -1, number = typedNumber($("editor-number"));
    if (number === null) return;
    const size_ = event.shiftKey ? 0.01 : 0.1;
    $("editor-number").value = Number((number + way * size_).toFixed(10));
    take(false);
  }
});
$("editor-slider").addEventListener("input", () => {
  $("editor-number").value = Number(Number($("editor-slider").value).toPrecision(4));
  take(false);
});
$("editor").addEventListener("submit", (event) => { event.preventDefault(); take(true); });
$("reset").addEventListener("click", reset);

// A number of a leaf in the graph opens it.
function leafOf(text) {
  const [kind, parts] = data.numbers[text.q];
  const i = kind === "v" && parts.length === 1 ? String(parts[0]) : null;
  return i !== null && i in data.names && !isShape(text.written) ? i : null;
}

for (const text of data.live ? texts : []) {
  const i = leafOf(text);
  if (i === null) continue;
  text.element.classList.add("leaf");
  text.element.addEventListener("click", (event) => {
    event.stopPropagation();
    hideReason();
    openEditor(i, text.cell, text.element.getBoundingClientRect());
  });
}

// All of them, in a panel

function fillPanel() {
  for (const input of $("values").querySelectorAll("input")) {
    if (input === document.activeElement) continue;
    input.value = Number(leafNumber(input.dataset.i, Number(input.dataset.c)).toPrecision(6));
    input.setAttribute("aria-invalid", false);
  }
}

for (const input of $("values").querySelectorAll("input")) {
  const put = () => {
    const number = typedNumber(input);
    if (number !== null) setLeaf(input.dataset.i, Number(input.dataset.c), number);
  };
  input.addEventListener("change", put);
  input.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const number = typedNumber(input);
    if (number === null) return;
    input.value = Number((number + way * (event.shiftKey ? 0.01 : 0.1)).toFixed(10));
    put();
  });
}

$("panel").addEventListener("click", () => {
  const open = $("values").toggleAttribute("hidden") === false;
  $("panel").setAttribute("aria-expanded", open);
  if (open) fillPanel();
  resize();
});

document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest("#editor, #guess, .leaf, .field")) closeEditor();
});
