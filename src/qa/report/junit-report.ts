import { markup } from './markup.ts';
import type { ReportContent } from './report-content.ts';

/** Characters that XML 1.0 (section 2.2) does not allow, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be taken out.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** JUnit XML as CI servers read it: a test suite for each stage and each feature file. */
export function junitReport({ verification, scenarios }: ReportContent): string {
  const features = [...Map.groupBy(scenarios, ({ file }) => file)].map(
    ([file, runs]) => markup`
  <testsuite name="${file}" tests="${runs.length}" failures="${runs.filter(({ verdict }) => verdict === 'failed').length}">${runs.map(
    ({ name, pair, line, verdict, failure }) => markup`
    <testcase classname="${file}" name="${pair === undefined ? name : `${name} (${pair})`}" file="${file}" line="${line}">${
      verdict === 'failed' &&
      markup`<failure message="${(failure ?? 'failed').split('\n')[0] ?? ''}">${failure ?? ''}</failure>`
    }</testcase>`,
  )}
  </testsuite>`,
  );
  const stages = verification.stages.filter(({ stage }) => stage !== 'features');
  const { text } = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${verification.project}">${features}
  <testsuite name="verification" tests="${stages.length}" failures="${stages.filter(({ verdict }) => verdict === 'blocked').length}" skipped="${stages.filter(({ verdict }) => verdict === 'left-out').length}">${stages.map(
    ({ stage, verdict, blocking }) => markup`
    <testcase classname="verification" name="${stage}">${
      verdict === 'blocked' && markup`<failure message="${blocking[0] ?? 'blocked'}">${blocking.join('\n')}</failure>`
    }${verdict === 'left-out' && markup`<skipped/>`}</testcase>`,
  )}
  </testsuite>
</testsuites>
`;
  return text.replace(NOT_XML, '�');
}
