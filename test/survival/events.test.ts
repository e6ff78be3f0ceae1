import assert from 'node:assert/strict';
import test from 'node:test';
import { systemClock } from '../../src/model/clock.ts';
import { connectionName, recordKey } from '../../src/model/names.ts';
import { seededRandom, seedOfRun } from '../seeded-random.ts';
import { orderMessage, servedProject, startServing } from '../served-project.ts';
import { trialSystems } from '../trial-systems.ts';

const KILLS = 5;
const AT_ONCE = 16;

test('every event that was answered with 200 is in the ledger, whenever the process is killed', {
  timeout: 240_000,
}, async (t) => {
  const seed = seedOfRun();
  const random = seededRandom(seed);
  t.diagnostic(`PIPEWRIGHT_SEED=${seed}`);
  await using systems = await trialSystems(systemClock);
  using project = await servedProject(systems);
  const promised: number[] = [];
  let next = 100_000;
  for (let round = 0; round < KILLS; round += 1) {
    const serving = await startServing(project);
    // With sixteen of them under way, some are just being written.
    const killAt = promised.length + 20 + Math.ceil(random() * 150);
    let over = false;
    const send = async () => {
      while (!over) {
        const id = next;
        next += 1;
        const answer = await fetch(project.eventsUrl, orderMessage(id)).catch(() => undefined);
        if (answer?.status === 200) {
          promised.push(id);
          if (promised.length === killAt) setTimeout(() => serving.kill('SIGKILL'), random() * 30);
        }
        if (answer === undefined) return;
      }
    };
    const senders = Array.from({ length: AT_ONCE }, send);
    const { signal } = await serving.ended;
    over = true;
    assert.equal(signal, 'SIGKILL', serving.stderr());
    await Promise.all(senders);
  }
  assert.ok(promised.length > KILLS * AT_ONCE, `only ${promised.length} events were answered`);
  t.diagnostic(`${promised.length} events answered with 200, ${next - 100_000} sent`);
  const lost = await project.look(async (ledger) => {
    const missing: number[] = [];
    for (const id of promised) {
      const key = recordKey(String(id));
      const kept = await ledger.hasEventSince(connectionName('shop'), 'order.changed', key, '2020-01-01T00:00:00.000Z');
      if (!kept) missing.push(id);
    }
    return missing;
  });
  assert.deepEqual(lost, []);
});
