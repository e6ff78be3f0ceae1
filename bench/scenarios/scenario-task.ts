/** Plays all scenarios of one pair twice in this process, in one thread, and prints what each time took. */
import { pairText } from '../../src/qa/scenario/pair-project.ts';
import { shippedPairs } from '../../src/qa/test-run/known-pairs.ts';
import { REPOSITORY } from '../measure/repository.ts';
import { playFeatures } from './play-features.ts';

const wanted = JSON.parse(process.argv[2] ?? '""') as string;
const pairs = shippedPairs(REPOSITORY).filter((pair) => pairText(pair) === wanted);
const rounds = [];
for (let round = 0; round < 2; round += 1) {
  const before = process.cpuUsage();
  // What is about Pipewright itself is played once, whatever the pairs are.
  const played = await playFeatures(pairs, 'not @once', 0);
  const { user, system } = process.cpuUsage(before);
  rounds.push({ ...played, cpuMs: (user + system) / 1000 });
}
process.stdout.write(`${JSON.stringify(rounds)}\n`);
