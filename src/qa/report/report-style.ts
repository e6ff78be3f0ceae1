import { Markup } from './markup.ts';

/** Colours are never the only sign: every result is a word as well. */
export const REPORT_STYLE = new Markup(`
:root { color-scheme: light dark; --good: #1a7f37; --bad: #b42318; --open: #9a6700; --line: #d0d7de; --soft: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --good: #3fb950; --bad: #ff7b72; --open: #d29922; --line: #3d444d; --soft: #161b22; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin: 0; } h2 { margin-top: 2.5rem; } h3 { margin: 1.5rem 0 .5rem; }
header { border-left: .4rem solid var(--bad); padding: .2rem 1rem; margin-bottom: 1rem; }
header.passed { border-color: var(--good); }
header p { margin: .2rem 0; } .verdict { font-size: 1.2rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--soft); } .stages { width: auto; } .items tbody th { white-space: nowrap; }
.passed { color: var(--good); } .failed, .blocked, .missing { color: var(--bad); } .pending, .partly, .left-out, .waived, .not-applicable { color: var(--open); }
header.passed, header.blocked { color: inherit; }
.place, .reason, .time, .why { font-size: .85em; opacity: .8; } .time { white-space: nowrap; }
code, pre, .source { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .8rem; white-space: pre-wrap; }
details { margin: .4rem 0; } summary { cursor: pointer; } .file { margin: .4rem 0 .4rem 1rem; }
.source { background: var(--soft); padding: .8rem .8rem .8rem 3.5rem; white-space: pre-wrap; }
.source li.missed { background: color-mix(in srgb, var(--bad) 18%, transparent); } .why { float: right; font-family: system-ui; }
.files td { border: 0; padding: .1rem .6rem; }
.sign-off .blank { width: 50%; } .lines { display: grid; grid-template-columns: 8rem 1fr; row-gap: 1.6rem; margin-top: 2rem; }
.lines dd { border-bottom: 1px solid currentColor; margin: 0; }
@media print { .sign-off { break-before: page; } body { margin: 0; max-width: none; font-size: 11pt; } tr { break-inside: avoid; } }
`);
