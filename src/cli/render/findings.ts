import type { ChalkInstance } from 'chalk';
import type { Finding, Fix } from '../../model/finding.ts';
import { commandData, commandProperty } from '../../model/workflow-command.ts';
import { mayHoldSecret } from './secret-line.ts';

export const FINDING_FORMATS = ['pretty', 'json', 'github', 'sarif'] as const;
export type FindingFormat = (typeof FINDING_FORMATS)[number];

export interface FindingSurroundings {
  readonly sourceOf: (file: string) => string | undefined;
  readonly paint: ChalkInstance;
}

const renderers: {
  readonly [F in FindingFormat]: (findings: readonly Finding[], surroundings: FindingSurroundings) => string;
} = {
  pretty: (findings, surroundings) => findings.map((finding) => pretty(finding, surroundings)).join('\n'),
  json: (findings) => `${JSON.stringify(findings, null, 2)}\n`,
  github: (findings) => findings.map(github).join(''),
  sarif: (findings) => `${JSON.stringify(sarif(findings), null, 2)}\n`,
};

/** Findings as text for people, JSON, GitHub workflow commands, or SARIF 2.1.0. */
export function renderFindings(
  findings: readonly Finding[],
  format: FindingFormat,
  surroundings: FindingSurroundings,
): string {
  return renderers[format](findings, surroundings);
}

function pretty(
  { code, severity, at, message, hint, secret }: Finding,
  { sourceOf, paint }: FindingSurroundings,
): string {
  const head = `${paint.bold(`${at.file}:${at.line}:${at.column}`)} ${severity === 'error' ? paint.red(severity) : paint.yellow(severity)} ${message} ${paint.dim(code)}\n`;
  const lines = secret === true ? undefined : sourceOf(at.file)?.split(/\r?\n/);
  // A mistake beside a plain secret must not put the secret on the screen or into the log of a CI run.
  const line = lines === undefined || mayHoldSecret(lines, at.line - 1) ? undefined : lines[at.line - 1];
  const number = String(at.line);
  const excerpt =
    line === undefined
      ? ''
      : `  ${paint.dim(`${number} |`)} ${line.replaceAll('\t', ' ')}\n  ${' '.repeat(number.length)} ${paint.dim('|')} ${' '.repeat(at.column - 1)}${paint.red('^'.repeat(Math.max(1, Math.min(at.length ?? 1, line.length - at.column + 1))))}\n`;
  return `${head}${excerpt}${hint === undefined ? '' : `  ${paint.green('→')} ${hint}\n`}`;
}

function github({ code, severity, at, message, hint }: Finding): string {
  return `::${severity} file=${commandProperty(at.file)},line=${at.line},col=${at.column},title=${commandProperty(code)}::${commandData(hint === undefined ? message : `${message} → ${hint}`)}\n`;
}

/** Static Analysis Results Interchange Format 2.1.0 (OASIS), as GitHub code scanning reads it. */
function sarif(findings: readonly Finding[]): unknown {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'pipewright',
            informationUri: 'https://pipewright.dev',
            rules: [...new Set(findings.map(({ code }) => code))].map((id) => ({ id })),
          },
        },
        results: findings.map(({ code, severity, at, message, hint, fix }) => ({
          ruleId: code,
          level: severity,
          message: { text: hint === undefined ? message : `${message}. ${hint}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: at.file },
                region: {
                  startLine: at.line,
                  startColumn: at.column,
                  ...(at.length === undefined ? {} : { endColumn: at.column + at.length }),
                },
              },
            },
          ],
          ...(fix === undefined ? {} : { fixes: [sarifFix(at.file, fix, hint ?? message)] }),
        })),
      },
    ],
  };
}

/** A replacement by character offset, as §3.57 of the format has it. */
function sarifFix(file: string, { start, end, text }: Fix, description: string): unknown {
  const deletedRegion = { charOffset: start, charLength: end - start };
  const replacements = [{ deletedRegion, insertedContent: { text } }];
  return { description: { text: description }, artifactChanges: [{ artifactLocation: { uri: file }, replacements }] };
}
