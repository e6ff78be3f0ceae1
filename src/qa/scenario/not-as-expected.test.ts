import assert from 'node:assert/strict';
import test from 'node:test';
import { formatError } from '../../../node_modules/@cucumber/cucumber/lib/runtime/format_error.js';
import { NotAsExpected } from './not-as-expected.ts';

/** Cucumber’s own words for what a step threw; with a stack that is the message, this line takes it longer than anyone waits. */
test('a failure with a long line is told at once, whole and without calls', { timeout: 20_000 }, () => {
  const message = `the order is not as expected\n    sent from ${'{"id":"6","code":"minus5"}, '.repeat(40)}`;
  assert.deepEqual(formatError(new NotAsExpected(message), true), {
    message,
    exception: { type: 'NotAsExpected', message, stackTrace: message },
  });
});
