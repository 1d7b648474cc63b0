// One run: values forward, then gradients back from the output, edge by edge as they are numbered.

function ran(graph, leaves) {
  const { values, pulls } = program(leaves);
  const gradients = values.map(() => null), contributions = graph.edges.map(() => null);
  if (graph.output !== null) gradients[graph.output] = onesLike(values[graph.output]);
  for (let i = graph.output ?? -1; i >= 0; i--) {
    if (gradients[i] === null) continue;
    for (const e of graph.into[i]) {
      if (pulls[e] === null) continue;
      const j = graph.edges[e][0];
      const share = t_sum_to(pulls[e](gradients[i]), shapeOf(values[j]));
      contributions[e] = share;
      gradients[j] = gradients[j] === null ? share : plus(gradients[j], share);
    }
  }
  const run = { values, pulls, contributions, gradients };
  if (graph.output === null) return run;
  graph.edges.forEach(([j], e) => {
    if (contributions[e] === null && pulls[e] !== null) contributions[e] = zerosLike(values[j]);
  });
  run.gradients = gradients.map((g, i) => g ?? zerosLike(values[i]));
  return run;
}

// A gradient pulled back from a node, on through the nodes within: what each edge hands back.
function pulledBack(graph, run, start, g, within) {
  const arrived = { [start]: g }, shares = {};
  for (let i = start; i >= 0; i--) {
    if (arrived[i] === undefined || (i !== start && !within.includes(i))) continue;
    for (const e of graph.into[i]) {
      if (run.pulls[e] === null) continue;
      const j = graph.edges[e][0];
      const share = t_sum_to(run.pulls[e](arrived[i]), shapeOf(run.values[j]));
      shares[e] = share;
      arrived[j] = arrived[j] === undefined ? share : plus(arrived[j], share);
    }
  }
  return shares;
}

function added(shares, edges) {
  return edges.map((e) => shares[e]).filter((x) => x !== undefined && x !== null)
    .reduce((a, b) => (a === null ? b : plus(a, b)), null);
}

// The derivative of a node by what edges carry: by element, or one pull per element of the node.
function derivative(graph, run, end, within, edges, byElement) {
  const y = run.values[end], x = run.values[graph.edges[edges[0]][0]];
  if (byElement && !within.length) {
    const pulled = run.pulls[edges[0]](onesLike(y));
    return t_broadcast_to(pulled, shapeOf(y));
  }
  const pull = (g) => added(pulledBack(graph, run, end, g, within), edges);
  if (byElement) return pull(onesLike(y));
  const rows = numbersOf(y).flatMap((_, k) => {
    const basis = numbersOf(y).map((_n, i) => (i === k ? 1 : 0));
    return numbersOf(pull(made(shapeOf(y), basis)) ?? zerosLike(x));
  });
  return made([...shapeOf(y), ...shapeOf(x)], rows);
}
