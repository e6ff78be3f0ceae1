import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../model/finding.ts';
import { diagnosticOf, rangeOf } from './diagnostic.ts';

/** Changes that mend the findings in a range: those about which there is no doubt, as `check --fix` makes them. */
export function quickFixes(document: TextDocument, findings: readonly Finding[], range: Range): CodeAction[] {
  return findings.flatMap((finding) => {
    const { fix, hint, message } = finding;
    if (fix === undefined || !touches(rangeOf(finding), range)) return [];
    const newText = fix.text;
    const where = { start: document.positionAt(fix.start), end: document.positionAt(fix.end) };
    return [
      {
        title: hint ?? (newText === '' ? `remove this: ${message}` : `write \`${newText}\``),
        kind: CodeActionKind.QuickFix,
        isPreferred: true,
        diagnostics: [diagnosticOf(finding)],
        edit: { changes: { [document.uri]: [{ range: where, newText }] } },
      },
    ];
  });
}

function touches(one: Range, other: Range): boolean {
  const before = (a: Range, b: Range) =>
    a.end.line < b.start.line || (a.end.line === b.start.line && a.end.character < b.start.character);
  return !before(one, other) && !before(other, one);
}
