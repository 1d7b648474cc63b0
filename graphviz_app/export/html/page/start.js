// How large the graph is, and the beginning.

const zoom = { factor: 1 };
const framed = window.self !== window.top || /embed/.test(location.hash + location.search);

// As large as it fits; on a small screen as large as it must be to be read, and then it scrolls.
function resize() {
  const graph = $("graph"), stage = $("stage");
  const wide = Number(graph.dataset.width), high = Number(graph.dataset.height);
  const fits = Math.min(stage.clientWidth / wide, stage.clientHeight / high);
  const largest = 2 / data.scale;
  const scale = Math.min(Math.max(fits, data.legible * (framed ? 0.8 : 1)), largest) * zoom.factor;
  graph.style.width = `${wide * scale}px`;
  graph.style.height = `${high * scale}px`;
  follow(Math.ceil(now.x));
}

// Where the graph is larger than its room, the step is in the middle of it.
function follow(at) {
  const stage = $("stage");
  if (stage.scrollWidth <= stage.clientWidth + 1 && stage.scrollHeight <= stage.clientHeight + 1) {
    return;
  }
  const box = data.places[at];
  if (!box) return;
  const scale = $("graph").clientWidth / Number($("graph").dataset.width);
  const behavior = still.matches ? "auto" : "smooth";
  stage.scrollTo({
    left: box[0] * scale - stage.clientWidth / 2,
    top: box[1] * scale - stage.clientHeight / 2,
    behavior,
  });
}

function zoomed(factor) {
  zoom.factor = factor === 0 ? 1 : Math.min(Math.max(zoom.factor * factor, 0.4), 6);
  resize();
}

$("larger").addEventListener("click", () => zoomed(1.25));
$("smaller").addEventListener("click", () => zoomed(0.8));
window.addEventListener("resize", () => { reserve(); resize(); });

// The caption has the room of the longest, so that the graph never moves.
function reserve() {
  $("caption").hidden = !data.caption;
  const most = Math.max(...data.captions.map((one) => linesOf(one, () => 1)));
  const tall = Math.max(...data.captions.map((one) => linesOf(one, high)));
  const small = innerWidth <= 640 || innerHeight <= 560 || framed;
  const line = (small ? 26 : 29) * (innerWidth <= 640 ? 1.6 : 1);
  const rows = Math.min(40 + line * Math.max(most, 2), innerHeight * 0.3);
  const matrices = Math.min(40 + line * tall, innerHeight * 0.2);
  $("caption").style.height = `${Math.max(rows, matrices)}px`;
}

function linesOf(caption, linesIn) {
  const rows = caption.rows.map(([a, b]) => Math.max(linesIn(a), linesIn(b)));
  return rows.reduce((sum, one) => sum + one, caption.sentence ? 0.8 : 0);
}

// A formula, in lines: its matrices may have many rows.
function high(place) {
  const tables = place === null ? [] : (data.maths[place] ?? "").split("<mtable").slice(1);
  const rows = tables.map((one) => one.split("</mtable>")[0].split("<mtr").length - 1);
  return Math.max(1, ...rows.map((count) => 0.85 * count));
}

document.body.classList.toggle("embedded", framed);
reserve();
if (data.live) {
  now.leaves = given();
  compute();
}
showFields();
resize();
show(0);
if (document.fonts) document.fonts.ready.then(resize);
