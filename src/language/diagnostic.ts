import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver/node';
import type { Finding } from '../model/finding.ts';

/** A finding as an editor shows it. */
export function diagnosticOf(finding: Finding): Diagnostic {
  const { code, severity, message, hint } = finding;
  return {
    range: rangeOf(finding),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code,
    source: 'pipewright',
    message: hint === undefined ? message : `${message}\n→ ${hint}`,
  };
}

/** Lines and columns of the protocol count from 0. */
export function rangeOf({ at: { line, column, length = 1 } }: Finding): Range {
  const start = { line: line - 1, character: column - 1 };
  return { start, end: { line: start.line, character: start.character + length } };
}
