import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.parse('2026-01-05T09:00:00Z');
const told = (written: string) => retryAfterMs({ 'retry-after': written }, NOW);

test('seconds and dates are understood, nothing else', () => {
  assert.equal(told('30'), 30_000);
  assert.equal(told('1.5'), 1_500);
  assert.equal(told('Mon, 05 Jan 2026 09:02:00 GMT'), 120_000);
  assert.equal(told('Mon, 05 Jan 2026 08:00:00 GMT'), 0);
  assert.equal(told('soon'), undefined);
  assert.equal(told(''), undefined);
  assert.equal(retryAfterMs({}, NOW), undefined);
});

test('a header of the system’s own counts where the standard one says nothing', () => {
  const own = [
    { header: 'x-reset-ms', unit: 'milliseconds' },
    { header: 'x-retry', unit: 'seconds' },
  ] as const;
  const told = (headers: Record<string, string>) => retryAfterMs(headers, NOW, own);
  assert.equal(told({ 'x-reset-ms': '12500', 'x-retry': '30' }), 12_500);
  assert.equal(told({ 'x-reset-ms': 'soon', 'x-retry': '30' }), 30_000);
  assert.equal(told({ 'x-retry': '30', 'retry-after': '7' }), 7_000);
  assert.equal(told({ 'x-retry': '99999' }), 3_600_000);
  assert.equal(told({}), undefined);
});

test('nobody makes us wait longer than an hour', () => {
  assert.equal(told('999999999999'), 3_600_000);
  assert.equal(told('Fri, 05 Jan 2126 09:00:00 GMT'), 3_600_000);
});
