import { NotAsExpected } from '../scenario/not-as-expected.ts';
import { SECOND } from '../scenario/second-shop.ts';
import type { Trial } from '../scenario/trial.ts';
import { FLOWS, type Flow } from './parameter-types.ts';
import { type Need, type StepArguments, type StepDefinition, When } from './step-definition.ts';

/** A second pipe for the stock, which a scenario adds and runs by its name. */
export const PIPE_OF_BOXES = 'inventory-boxes';

/** Pipes that a scenario has besides the one for the flow. */
const BESIDE: ReadonlySet<string> = new Set([
  PIPE_OF_BOXES,
  SECOND.orders,
  SECOND.pushed,
  SECOND.statuses,
  SECOND.cancellations,
]);

/** What a flow asks of both systems. */
export function needsOfFlow(flow: Flow): readonly Need[] {
  const { from, reads, writes } = FLOWS[flow];
  return [
    { side: from, capability: reads },
    { side: from === 'shop' ? 'erp' : 'shop', capability: writes },
  ];
}

/** The pipe of the project that carries a flow, whatever it is called there. */
export function pipeOf({ plans }: Pick<Trial, 'plans'>, flow: Flow): string {
  const { reads, writes } = FLOWS[flow];
  const document = reads.split('.')[0];
  const found = [...plans.values()].filter(
    ({ name, source, target }) => source.document === document && target.capability === writes && !BESIDE.has(name),
  );
  const [pipe, ...others] = found;
  if (pipe === undefined)
    throw new NotAsExpected(`the project has no pipe that carries ${flow} (${reads} to ${writes})`);
  if (others.length > 0)
    throw new NotAsExpected(
      `several pipes carry ${flow}: say which, as in: When the pipe "${pipe.name}" runs (${found.map(({ name }) => name).join(', ')})`,
    );
  return pipe.name;
}

/** The pipes of the project that carry a flow: one that takes what another leaves to it comes after that one. */
function pipesOf(trial: Trial, flow: Flow): readonly string[] {
  const name = pipeOf(trial, flow);
  const after = trial.plans.get(name)?.source.after;
  return after === undefined ? [name] : [after, name];
}

const flowNeeds = (args: StepArguments): readonly Need[] => needsOfFlow(args[0] as Flow);

export const CARRYING_STEPS: readonly StepDefinition[] = [
  When(
    'the {flow} is/are carried over',
    {
      describes: 'The pipe for it runs once, ten minutes later, as its schedule would start it.',
      example: 'When the orders are carried over',
      needs: flowNeeds,
    },
    async (world, flow: Flow) => {
      const trial = await world.trial();
      world.events = await trial.run(...pipesOf(trial, flow));
    },
  ),
  When(
    'the {flow} is/are carried over {quantity} times',
    {
      describes: 'So many runs, each ten minutes after the one before.',
      example: 'When the orders are carried over 3 times',
      needs: flowNeeds,
    },
    async (world, flow: Flow, times: number) => {
      const trial = await world.trial();
      for (let run = 0; run < times; run += 1) world.events = await trial.run(...pipesOf(trial, flow));
    },
  ),
  When(
    'the pipe {string} runs',
    { describes: 'A pipe by its name, for flows of your own.', example: 'When the pipe "orders" runs' },
    async (world, name: string) => {
      world.events = await (await world.trial()).run(name);
    },
  ),
  When(
    'it is {instant}',
    {
      describes:
        'The moment on both sides and in between. A scenario begins at 2026-03-02T09:00:00Z, and time only goes on.',
      example: 'When it is 2026-03-02T23:30:00Z',
    },
    async (world, moment: number) => {
      const { clock } = await world.trial();
      if (moment < clock.now()) throw new NotAsExpected('time only goes on: this moment has passed');
      clock.advance(moment - clock.now());
    },
  ),
  When(
    '{duration} pass(es)',
    { describes: 'Time goes on, on both sides and in between.', example: 'When 7 days pass' },
    async (world, milliseconds: number) => (await world.trial()).clock.advance(milliseconds),
  ),
];
