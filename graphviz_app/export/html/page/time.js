// Time: playing both ways, steps, the track, keys.

const player = { way: 0, rest: 0, last: 0, speed: data.speed };

function playing(way) {
  if (way && ((way > 0 && now.x >= lastStep()) || (way < 0 && now.x <= 0))) {
    show(way > 0 ? 0 : lastStep());
  }
  player.way = way;
  player.rest = way && now.x === Math.round(now.x) ? data.hold : 0;
  player.last = 0;
  if (way) requestAnimationFrame(tick);
  showButtons();
}

function tick(time) {
  if (!player.way) return;
  const gone = player.last ? ((time - player.last) / 1000) * player.speed : 0;
  player.last = time;
  move(Math.min(gone, 0.1));
  if (player.way) requestAnimationFrame(tick);
}

function move(seconds) {
  if (player.rest > seconds) {
    player.rest -= seconds;
    return;
  }
  const left = seconds - player.rest, here = now.x;
  player.rest = 0;
  const to = here + (player.way * left) / data.seconds;
  const next = player.way > 0 ? Math.floor(here) + 1 : Math.ceil(here) - 1;
  const reached = player.way > 0 ? to >= next : to <= next;
  show(reached ? next : to);
  if (reached) player.rest = data.hold;
  if ((player.way > 0 && now.x >= lastStep()) || (player.way < 0 && now.x <= 0)) playing(0);
}

function step(way) {
  playing(0);
  show(way > 0 ? Math.floor(now.x + 1e-9) + 1 : Math.ceil(now.x - 1e-9) - 1);
}

function jump(x) {
  playing(0);
  show(x);
}

function showTime() {
  const track = $("time"), at = Math.ceil(now.x);
  track.value = now.x;
  track.setAttribute("aria-valuetext", data.steps[at]);
  $("cursor").style.left = `${(100 * now.x) / Math.max(END, 1)}%`;
}

function showButtons() {
  $("play").setAttribute("aria-pressed", player.way > 0);
  $("play").setAttribute("aria-label", player.way > 0 ? "Pause" : "Play");
  $("back").setAttribute("aria-pressed", player.way < 0);
  document.body.classList.toggle("playing", player.way > 0);
  document.body.classList.toggle("reversed", player.way < 0);
}

const KEYS = {
  " ": () => playing(player.way ? 0 : 1),
  ArrowRight: () => step(1), PageDown: () => step(1),
  ArrowLeft: () => step(-1), PageUp: () => step(-1),
  Home: () => jump(0), End: () => jump(lastStep()),
  r: () => { jump(0); playing(1); },
  t: () => switchTheme(),
  Escape: () => { closeEditor(); hideReason(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const typing = event.target.matches("input:not([type=range]), select, textarea");
  const slides = event.target.matches("input[type=range]:not(#time)");
  if ((typing || slides) && event.key !== "Escape") return;
  const pressed = event.target.matches("button, .field") && event.key === " ";
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action || pressed) return;
  event.preventDefault();
  action();
});

$("time").addEventListener("input", () => { playing(0); show(Number($("time").value)); });
$("time").addEventListener("change", () => { show(Math.round(now.x)); });
$("play").addEventListener("click", () => playing(player.way > 0 ? 0 : 1));
$("back").addEventListener("click", () => playing(player.way < 0 ? 0 : -1));
$("next").addEventListener("click", () => step(1));
$("before").addEventListener("click", () => step(-1));
$("start").addEventListener("click", () => jump(0));
$("end").addEventListener("click", () => jump(lastStep()));
$("speed").addEventListener("change", () => { player.speed = Number($("speed").value); });

// Light and dark

function switchTheme() {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  document.documentElement.dataset.theme = theme === "dark" ? "light" : "dark";
}

$("theme").addEventListener("click", switchTheme);
