import { percentOf } from '../coverage/mapping-coverage.ts';
import { MUTATED_KINDS, scoreOf } from '../mutation/mutated-file.ts';
import { whoShouldHave } from '../mutation/who-should-have.ts';
import { checklistTable } from './checklist-table.ts';
import { coveredSource } from './covered-source.ts';
import { type Markup, markup } from './markup.ts';
import type { ReportContent } from './report-content.ts';
import { REPORT_STYLE } from './report-style.ts';
import { shownInstant } from './shown-instant.ts';
import { signOffPage } from './sign-off-page.ts';

/** The report as one file: no script, nothing loaded from elsewhere, readable on paper. */
export function htmlReport(content: ReportContent): string {
  const { verification } = content;
  const { text } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verification of ${verification.project}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
${headOf(content)}
${blockingOf(content)}
<h2>Checklist</h2>
${checklistTable(verification)}
${failuresOf(content)}
${coverageOf(content)}
${mutationOf(content)}
${filesOf(content)}
${signOffPage(verification, content.signed)}
</body>
</html>
`;
  return text;
}

function headOf({ verification }: ReportContent): Markup {
  const { project, verdict, verified_at, engine, hash, stages } = verification;
  return markup`<header class="${verdict}">
<h1>${project}</h1>
<p class="verdict">${verdict === 'passed' ? 'Passed: nothing blocks a release' : 'Blocked: not to be released'}</p>
<p>Verified ${shownInstant(verified_at)} with Pipewright ${engine}</p>
<p>Configuration <code>${hash}</code></p>
</header>
<table class="stages"><thead><tr><th>Stage</th><th>Result</th><th>What ran</th></tr></thead><tbody>${stages.map(
    ({ stage, verdict: each, summary, details = [] }) =>
      markup`<tr><th scope="row">${stage}</th><td class="${each}">${each}</td><td>${
        details.length === 0
          ? summary
          : markup`<details><summary>${summary}</summary><ul>${details.map((line) => markup`<li>${line}</li>`)}</ul></details>`
      }</td></tr>`,
  )}</tbody></table>`;
}

function blockingOf({ verification }: ReportContent): Markup | undefined {
  const lines = verification.stages.flatMap(({ stage, blocking }) => blocking.map((line) => ({ stage, line })));
  if (lines.length === 0) return undefined;
  return markup`<h2>What blocks a release</h2><ul class="blocking">${lines.map(
    ({ stage, line }) => markup`<li><b>${stage}</b> ${line}</li>`,
  )}</ul>`;
}

function failuresOf({ scenarios }: ReportContent): Markup | undefined {
  const failed = scenarios.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0) return undefined;
  return markup`<h2>What failed</h2>${failed.map(
    ({ name, pair, file, line, failure }) =>
      markup`<details open><summary>${name}${pair !== undefined && ` (${pair})`} <span class="place">${file}:${line}</span></summary><pre>${failure}</pre></details>`,
  )}`;
}

function coverageOf({ coverage, sourceOf }: ReportContent): Markup | undefined {
  if (coverage.length === 0) return undefined;
  return markup`<h2>Mappings that ran: ${percentOf(coverage)} %</h2>${coverage.map((file) => {
    const source = sourceOf(file.file);
    const head = markup`${file.file} <span class="${file.missed.length === 0 ? 'passed' : 'partly'}">${percentOf([file])} %</span>`;
    return file.missed.length === 0 || source === undefined
      ? markup`<p class="file">${head}</p>`
      : markup`<details><summary>${head}</summary>${coveredSource(file, source)}</details>`;
  })}`;
}

function mutationOf({ mutation, scenarios }: ReportContent): Markup | undefined {
  if (mutation === undefined || mutation.length === 0) return undefined;
  const left = mutation.filter(({ survivors }) => survivors.length > 0);
  return markup`<h2>Mistakes that the suite catches: ${scoreOf(mutation)} %</h2>
<table><tbody>${MUTATED_KINDS.map((kind) => {
    const files = mutation.filter((each) => each.kind === kind);
    return markup`<tr><th scope="row">${kind}</th><td>${scoreOf(files)} %</td></tr>`;
  })}</tbody></table>
<p>Each mistake was put into a file by itself. These were noticed by nothing:</p>
${left.map(
  ({ file, pair, mutants, survivors }) =>
    markup`<details><summary>${file}${pair !== undefined && ` (${pair})`}: ${survivors.length} of ${mutants}</summary><ul>${survivors.map(
      (survivor) =>
        markup`<li>${survivor.line}:${survivor.column} ${survivor.says}; ${whoShouldHave(survivor, scenarios)}</li>`,
    )}</ul></details>`,
)}`;
}

function filesOf({ verification }: ReportContent): Markup {
  const files = Object.entries(verification.files);
  return markup`<h2>What was verified</h2><details><summary>${files.length} files</summary><table class="files"><tbody>${files.map(
    ([path, hash]) => markup`<tr><td>${path}</td><td><code>${hash.slice(0, 16)}</code></td></tr>`,
  )}</tbody></table></details>`;
}
