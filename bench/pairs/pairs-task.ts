/** Plays the scenarios with the given tags over all pairs, a worker for each core, and prints what it took since this process began. */
import { availableParallelism } from 'node:os';
import { shippedPairs } from '../../src/qa/test-run/known-pairs.ts';
import { REPOSITORY } from '../measure/repository.ts';
import { playFeatures } from '../scenarios/play-features.ts';

const tags = JSON.parse(process.argv[2] ?? '""') as string;
const pairs = shippedPairs(REPOSITORY);
const played = await playFeatures(pairs, tags, availableParallelism());
const { user, system } = process.cpuUsage();
const [seconds, cpuSeconds] = [performance.now() / 1000, (user + system) / 1e6].map((s) => Math.round(s * 10) / 10);
process.stdout.write(`${JSON.stringify({ pairs: pairs.length, ...played, seconds, cpuSeconds })}\n`);
