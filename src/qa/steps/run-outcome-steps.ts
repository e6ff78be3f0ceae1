import { NEEDS_A_PERSON } from '../../model/delivery.ts';
import { expectThat } from '../scenario/not-as-expected.ts';
import type { Trial } from '../scenario/trial.ts';
import { needsOfFlow, pipeOf } from './carrying-steps.ts';
import type { Flow } from './parameter-types.ts';
import { type StepDefinition, Then } from './step-definition.ts';
import { toldOf } from './told-of-run.ts';

const writesOf = ({ shop, erp }: Trial) => ({
  shop: shop.twin.exchanges.filter((exchange) => shop.requests.isWrite(exchange)).length,
  erp: erp.twin.exchanges.filter((exchange) => erp.requests.isWrite(exchange)).length,
});

export const RUN_OUTCOME_STEPS: readonly StepDefinition[] = [
  Then(
    'carrying the {flow} over again writes nothing',
    {
      describes: 'Another run changes neither side.',
      example: 'Then carrying the orders over again writes nothing',
      needs: (args) => needsOfFlow(args[0] as Flow),
    },
    async (world, flow: Flow) => {
      const trial = await world.trial();
      const before = writesOf(trial);
      world.events = await trial.run(pipeOf(trial, flow));
      const after = writesOf(trial);
      expectThat(
        before.shop === after.shop && before.erp === after.erp,
        `the run wrote ${after.shop - before.shop} times to the shop and ${after.erp - before.erp} times to the ERP`,
      );
    },
  ),
  Then(
    'the {flow} is/are asked for at least every {duration}',
    {
      describes: 'How late a change may be seen while the pipe is on.',
      example: 'Then the stock is asked for at least every 10 minutes',
      needs: (args) => needsOfFlow(args[0] as Flow),
    },
    async (world, flow: Flow, most: number) => {
      const trial = await world.trial();
      const every = trial.plans.get(pipeOf(trial, flow))?.everyMs ?? Number.NaN;
      expectThat(every <= most, `they are asked for every ${every / 60_000} minutes`);
    },
  ),
  Then(
    'the run leaves nothing to a person',
    {
      describes: 'Nothing that the latest run dealt with is held, rejected or parked.',
      example: 'Then the run leaves nothing to a person',
    },
    (world) => {
      const left = world.events.flatMap((event) =>
        event.kind === 'settled' && ['held', 'rejected', 'parked'].includes(event.state)
          ? [event.reason?.text ?? event.state]
          : [],
      );
      expectThat(left.length === 0, left.join('; '));
    },
  ),
  Then(
    'nothing of it is for this pipe',
    {
      describes: 'What the latest run has read is left out, as another pipe sees to it.',
      example: 'Then nothing of it is for this pipe',
    },
    (world) => {
      const settled = world.events.filter((event) => event.kind === 'settled' && event.state !== 'excluded');
      expectThat(settled.length === 0, `the run dealt with ${settled.length} records: ${toldOf(world)}`);
    },
  ),
  Then(
    'the run says that the {system} could not be read',
    {
      describes: 'A run that cannot read its source says so instead of ending as if there were nothing to do.',
      example: 'Then the run says that the shop could not be read',
    },
    (world) =>
      expectThat(
        world.events.some(({ kind }) => kind === 'source-failed'),
        'the run told nothing of it',
      ),
  ),
  Then(
    'the run reports {string}',
    {
      describes: 'The latest run told of a problem with this code or these words.',
      example: 'Then the run reports "PAGE_REPEATED"',
    },
    (world, words: string) => {
      const told = world.events.flatMap((event) =>
        event.kind === 'source-failed'
          ? [`${event.error.code} ${event.error.message}`]
          : event.kind === 'notice'
            ? [`${event.code} ${event.text}`]
            : event.kind === 'halted'
              ? [`${event.reason.code} ${event.reason.text}`]
              : [],
      );
      expectThat(
        told.some((text) => text.includes(words)),
        `the run reported ${told.join('; ') || 'nothing'}`,
      );
    },
  ),
  Then(
    '{string} is {word} in this run',
    {
      describes: 'What became of one record of the latest run, by what it is called: an SKU, an order number.',
      example: 'Then "NEW-01" is held in this run',
    },
    (world, label: string, state: string) => {
      const settled = world.events.flatMap((event) => (event.kind === 'settled' ? [event] : []));
      const found = settled.find(({ delivery }) => delivery.label === label);
      expectThat(
        found?.state === state,
        `expected ${label} ${state}, but it is ${found?.state ?? 'not in this run'}${found?.reason === undefined ? '' : `: ${found.reason.text} [${found.reason.code}]`}`,
      );
    },
  ),
  Then(
    'the run leaves something to a person because of {string}',
    {
      describes: 'A record of the latest run was held, refused or given up, with these words in the reason.',
      example: 'Then the run leaves something to a person because of "no posted invoice"',
    },
    (world, words: string) => {
      const left = world.events.flatMap((event) =>
        event.kind === 'settled' && NEEDS_A_PERSON.includes(event.state)
          ? [`${event.reason?.text ?? ''} [${event.reason?.code ?? ''}]`]
          : [],
      );
      expectThat(
        left.some((reason) => reason.includes(words)),
        `the run left to a person: ${left.join('; ') || 'nothing'}`,
      );
    },
  ),
  Then(
    'the run halts the {system} connection',
    {
      describes: 'Nothing more is sent to the system until a person acts.',
      example: 'Then the run halts the ERP connection',
    },
    (world, side: 'shop' | 'erp') =>
      expectThat(
        world.events.some((event) => event.kind === 'halted' && event.connection === world.place[side]),
        'the run halted nothing',
      ),
  ),
  Then(
    'no credential is in what the run told or in the ledger',
    {
      describes: 'Neither a password nor a token of either system.',
      example: 'Then no credential is in what the run told or in the ledger',
    },
    async (world) => {
      const { shop, erp, withPorts } = await world.trial();
      const kept = await withPorts([], async ({ ledger }) => JSON.stringify(await ledger.deliveries({})));
      const told = JSON.stringify(world.events);
      for (const [name, value] of Object.entries({ ...shop.env, ...erp.env }))
        if (!value.startsWith('http'))
          expectThat(!kept.includes(value) && !told.includes(value), `${name} is readable there`);
      expectThat(
        kept.length > 100 && !/Bearer |Basic /.test(kept + told),
        'a header with credentials is readable there',
      );
    },
  ),
];
