import assert from 'node:assert/strict';
import test from 'node:test';
import { ManualClock } from '../model/clock.ts';
import { connectionName } from '../model/names.ts';
import type { EngineEvent } from '../model/ports.ts';
import { Refusals } from './refusals.ts';

const SHOP = connectionName('shop');
const MINUTE = 60_000;

function watch() {
  const clock = new ManualClock();
  const told: string[] = [];
  const report = (event: EngineEvent) => {
    if (event.kind === 'notice') told.push(event.code);
  };
  const refusals = new Refusals({ clock, report });
  return {
    refusals,
    told,
    refuse: (afterMs: number) => {
      clock.advance(afterMs);
      refusals.refused(SHOP, { code: 'signature-wrong', text: 'the signature is wrong' });
    },
  };
}

test('ten minutes without one proven message raise the alarm, once an hour', () => {
  const { told, refuse } = watch();
  for (let minute = 0; minute < 10; minute += 1) refuse(minute === 0 ? 0 : MINUTE);
  assert.deepEqual(told, ['event-refused']);
  refuse(MINUTE);
  assert.deepEqual(told, ['event-refused', 'events-refused']);
  for (let minute = 0; minute < 59; minute += 1) refuse(MINUTE);
  assert.equal(told.filter((code) => code === 'events-refused').length, 1);
  refuse(MINUTE);
  assert.equal(told.filter((code) => code === 'events-refused').length, 2);
});

test('one proven message shows that the secret is right: a stranger’s messages are no alarm', () => {
  const { refusals, told, refuse } = watch();
  for (let minute = 0; minute < 30; minute += 1) {
    refuse(MINUTE);
    if (minute % 5 === 0) refusals.proven(SHOP);
  }
  assert.deepEqual(
    told.filter((code) => code === 'events-refused'),
    [],
  );
});

test('a flood is told of once in ten minutes', () => {
  const { told, refuse } = watch();
  for (let count = 0; count < 1000; count += 1) refuse(100);
  assert.deepEqual(told, ['event-refused']);
});
