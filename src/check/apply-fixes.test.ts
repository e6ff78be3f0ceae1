import assert from 'node:assert/strict';
import test from 'node:test';
import { applyFixes, type FixableFinding } from './apply-fixes.ts';

const finding = (start: number, end: number, text: string): FixableFinding => ({
  code: 'MAPPING601',
  severity: 'error',
  at: { file: 'a.jsonata', line: 1, column: start + 1 },
  message: '',
  fix: { start, end, text },
});

test('fixes are made from the first to the last, whatever their order', () => {
  const { text, fixed } = applyFixes('one two three', [finding(8, 13, 'drei'), finding(0, 3, 'eins')]);
  assert.equal(text, 'eins two drei');
  assert.equal(fixed.length, 2);
});

test('of two that overlap, or begin at one place, the first is made', () => {
  assert.equal(applyFixes('abcdef', [finding(0, 3, 'x'), finding(2, 5, 'y')]).text, 'xdef');
  assert.equal(applyFixes('abcdef', [finding(1, 1, '['), finding(1, 1, '(')]).text, 'a[bcdef');
});

test('one beyond the end of the text is left alone', () => {
  assert.deepEqual(applyFixes('abc', [finding(2, 9, 'x')]), { text: 'abc', fixed: [] });
});
