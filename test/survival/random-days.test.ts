import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ScenarioWorld } from '../../src/qa/scenario/scenario-world.ts';
import { shippedPairs } from '../../src/qa/test-run/known-pairs.ts';
import { BUILT_IN } from '../sample-project.ts';
import { seededRandom, seedOfRun } from '../seeded-random.ts';
import { play, randomDay } from './random-days.ts';

const DAYS = 40;
const scratch = mkdtempSync(join(tmpdir(), 'pipewright-days-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

test('whatever happens to an order, the ERP has it once and with its total, or not at all when it was cancelled', async (t) => {
  const seed = seedOfRun();
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  const pairs = shippedPairs(BUILT_IN);
  for (let day = 1; day <= DAYS; day += 1) {
    const pair = pairs[Math.floor(random() * pairs.length)] ?? assert.fail();
    const world = new ScenarioWorld(pair, { builtIn: BUILT_IN, scratch, shop: 'shop', erp: 'erp' });
    // Pieces are taken off an order in every shop but B2C Commerce.
    const edits = pair.shop !== 'salesforce-commerce' && 'order.revise' in pair.connectors.erp.capabilities;
    const sentences = randomDay(random, edits);
    try {
      await play(world, sentences);
    } catch (error) {
      const told = sentences.map((sentence) => (typeof sentence === 'string' ? sentence : sentence.flat().join(' ')));
      const where = `day ${day} of seed ${seed}, ${pair.shop} → ${pair.erp}`;
      assert.fail(`${where}: ${error instanceof Error ? error.message : String(error)}\n  ${told.join('\n  ')}`);
    } finally {
      // Not as one that passed: much of what was to go wrong had no occasion.
      await world.close(false);
    }
  }
});
