"""The style sheet of a solution in HTML; its colours are those of the theme."""

STYLE = """\
:root { color-scheme: light dark; --ground: #ffffff; --ink: #1b2130; --muted: #667085;
  --hairline: #dde1e7; --value: #0067b1; --gradient: #c2500a; }
@media (prefers-color-scheme: dark) { :root { --ground: #181c22; --ink: #e8ebf0;
  --muted: #9aa4b2; --hairline: #2a313b; --value: #5db7ff; --gradient: #ff9b5e; } }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--hairline); }
p { margin: .5rem 0; }
math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", math;
  font-size: 1.06em; }
.value { color: var(--value); }
.gradient { color: var(--gradient); }
.lines { display: grid; grid-template-columns: max-content 1fr; column-gap: .35em;
  row-gap: .35rem; align-items: baseline; overflow: auto hidden; padding: .125rem 0; }
.step { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; row-gap: .35rem;
  align-items: baseline; break-inside: avoid; }
.airy { row-gap: .9rem; }
.left { text-align: right; }
.remark { color: var(--muted); font-size: .875em; margin-left: 1em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: left; color: var(--muted); font-size: .875em; font-weight: 500; }
th, td { padding: .25rem 1.75rem .25rem 0; border-bottom: 1px solid var(--hairline); }
.number { text-align: right; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.5rem; margin: 0;
  align-items: baseline; }
dt { color: var(--muted); }
dd { margin: 0; }
.item { white-space: nowrap; }
figure { margin: 1.5rem 0; }
figure svg { max-width: 100%; height: auto; }
@media print { :root { color-scheme: light; --ground: #ffffff; --ink: #000000; --muted: #555555;
    --hairline: #bbbbbb; --value: #0067b1; --gradient: #b24708; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  h2 { break-after: avoid; } tr { break-inside: avoid; } .lines { overflow: visible; } }
"""
