import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gmt, SiteTime } from './site-time.ts';

const at = (text: string) => Date.parse(text) / 1000;

test('the wall clock jumps with summer time', () => {
  const rome = new SiteTime('Europe/Rome');
  assert.equal(rome.local(at('2026-03-29T00:59:59Z')), '2026-03-29T01:59:59');
  assert.equal(rome.local(at('2026-03-29T01:00:00Z')), '2026-03-29T03:00:00');
});

test('zones off the hour are right, and so are dates behind UTC', () => {
  assert.equal(new SiteTime('Asia/Kathmandu').local(at('2026-05-04T12:00:00Z')), '2026-05-04T17:45:00');
  assert.equal(new SiteTime('America/Los_Angeles').local(at('2026-05-04T02:00:00Z')), '2026-05-03T19:00:00');
});

test('a written date becomes its instant', () => {
  const rome = new SiteTime('Europe/Rome');
  assert.equal(gmt(rome.instant('2026-05-04T15:00:00', false)), '2026-05-04T13:00:00');
  assert.equal(gmt(rome.instant('2026-05-04T15:00:00', true)), '2026-05-04T15:00:00');
  assert.equal(gmt(rome.instant('2026-05-04T15:00:00+05:30', false)), '2026-05-04T09:30:00');
});
