import { readCaptured } from '../captured/captured-file.ts';
import { madeOf, unlike } from '../captured/made-of-captured.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { usableProject } from '../scenario/trial.ts';
import { Given, type StepDefinition, Then } from './step-definition.ts';

const NEVER = new AbortController().signal;

const projectOf = ({ place }: ScenarioWorld) => {
  if (place.root === undefined)
    throw new NotAsExpected('a captured record belongs to a project: leave --all-pairs and --pair away');
  return usableProject(place.root, place);
};

async function mustBeAsThen(world: ScenarioWorld, kind: 'payload' | 'held'): Promise<void> {
  const { captured } = world;
  if (captured === undefined) throw new NotAsExpected('say "Given the captured record …" before');
  if (captured[kind] === undefined)
    throw new NotAsExpected(kind === 'payload' ? 'it was held, and nothing was sent' : 'it was not held: it was sent');
  const lines = unlike(captured, await madeOf(await projectOf(world), captured, NEVER));
  expectThat(
    lines.length === 0,
    [`${captured.pipe} makes something else of ${captured.label}:`, ...lines.map((line) => `  ${line}`)].join('\n'),
  );
}

export const CAPTURED_STEPS: readonly StepDefinition[] = [
  Given(
    'the captured record {string}',
    {
      describes: 'A record that the pipe once carried, with what became of it: `pipewright capture` writes both.',
      example: 'Given the captured record "features/cassettes/captured/orders-1001.yaml"',
    },
    async (world, path: string) => {
      world.captured = readCaptured(await projectOf(world), path);
      world.fixtures.push({ path });
    },
  ),
  Then(
    'the pipe sends what it sent then',
    {
      describes: 'The record is taken through its pipe anew, and the payload is the same in every field.',
      example: 'Then the pipe sends what it sent then',
    },
    (world) => mustBeAsThen(world, 'payload'),
  ),
  Then(
    'the pipe holds it as it did then',
    {
      describes: 'The record is taken through its pipe anew, and is held for the same reason.',
      example: 'Then the pipe holds it as it did then',
    },
    (world) => mustBeAsThen(world, 'held'),
  ),
];
