import { ForbearingClock } from '../scenario/forbearing-clock.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { usableProject } from '../scenario/trial.ts';
import { type StepDefinition, Then, When } from './step-definition.ts';

const NEVER = new AbortController().signal;

async function play(world: ScenarioWorld, pipe: string, key: string, slug: string, readOnly: boolean): Promise<void> {
  const { place } = world;
  if (place.root === undefined || place.now === undefined)
    throw new NotAsExpected('a recording belongs to a project: leave --all-pairs and --pair away');
  // Nock, which it brings, puts itself before the network: nothing that is not replayed should meet it.
  const { replayRecorded } = await import('../cassettes/replay-recorded.ts');
  const { fixtures, problems } = await replayRecorded(
    await usableProject(place.root, place),
    { pipe, key, slug, readOnly },
    { cwd: place.root, env: {}, clock: new ForbearingClock(), builtIn: place.builtIn, aborting: NEVER },
    place.now,
  );
  world.fixtures.push(...fixtures.map((path) => ({ path })));
  world.replayed = problems;
}

export const RECORDED_STEPS: readonly StepDefinition[] = [
  When(
    'the pipe {string} carries {string} from the cassettes {string}',
    {
      describes:
        'A record that `pipewright record --write` has recorded is taken the whole way again. Both systems are answered from their cassettes.',
      example: 'When the pipe "orders" carries "1001" from the cassettes "a-coupon"',
    },
    (world, pipe: string, key: string, slug: string) => play(world, pipe, key, slug, false),
  ),
  When(
    'the pipe {string} reads {string} from the cassettes {string}',
    {
      describes: 'The same for what `pipewright record --read-only` has recorded: nothing is written.',
      example: 'When the pipe "orders" reads "1001" from the cassettes "a-coupon"',
    },
    (world, pipe: string, key: string, slug: string) => play(world, pipe, key, slug, true),
  ),
  Then(
    'everything is asked as it was recorded',
    {
      describes: 'Every request of the recording came, once and with the same content, and no other one.',
      example: 'Then everything is asked as it was recorded',
    },
    ({ replayed }) => {
      if (replayed === undefined)
        throw new NotAsExpected('say "When the pipe … carries … from the cassettes …" before');
      expectThat(replayed.length === 0, replayed.join('\n'));
    },
  ),
];
