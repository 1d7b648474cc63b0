// Of a large graph picture and numbers are packed, so that the file stays small.

async function unpack() {
  const packed = document.getElementById("packed");
  if (!packed) return;
  const bytes = Uint8Array.from(atob(packed.textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const [graph, data] = JSON.parse(await new Response(stream).text());
  document.getElementById("stage").innerHTML = graph;
  document.getElementById("data").textContent = data;
}

await unpack();
