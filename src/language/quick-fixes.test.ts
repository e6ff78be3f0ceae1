import assert from 'node:assert/strict';
import test from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../model/finding.ts';
import { quickFixes } from './quick-fixes.ts';

const DOCUMENT = TextDocument.create('file:///m.jsonata', 'jsonata', 1, '{\n  "name": nmae,\n  "city": city\n}');
const FINDING: Finding = {
  code: 'MAPPING510',
  severity: 'error',
  at: { file: 'm.jsonata', line: 2, column: 11, length: 4 },
  message: 'there is no `nmae`',
  hint: 'write `name`',
  fix: { start: 12, end: 16, text: 'name' },
};

test('a fix is offered where its finding is, and changes exactly those characters', () => {
  const at = (line: number, character: number) => {
    const place = { line, character };
    return quickFixes(DOCUMENT, [FINDING], { start: place, end: place });
  };
  const [action] = at(1, 12);
  assert.equal(action?.title, 'write `name`');
  const edits = action?.edit?.changes?.['file:///m.jsonata'] ?? [];
  assert.equal(TextDocument.applyEdits(DOCUMENT, edits), '{\n  "name": name,\n  "city": city\n}');
  assert.deepEqual(at(2, 12), []);
  assert.deepEqual(
    quickFixes(DOCUMENT, [{ ...FINDING, fix: undefined as never }], {
      start: { line: 1, character: 12 },
      end: { line: 1, character: 12 },
    }),
    [],
  );
});
