import type { ShopDesk, ShopMessage } from '../desks/shop-desk.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow, pipeOf } from './carrying-steps.ts';
import type { Flow } from './parameter-types.ts';
import { type Need, type StepDefinition, Then, When } from './step-definition.ts';

const TELLS: readonly Need[] = [{ ability: 'tells-of-changes' }];
const tells = (): readonly Need[] => TELLS;

function messagesOf({ events }: ShopDesk): readonly ShopMessage[] {
  if (events === undefined) throw new NotAsExpected('the shop tells of nothing by itself');
  return events.take();
}

/** What the shop has to tell now. A step that finds nothing says so: a scenario must not pass because nothing happened. */
async function news(world: ScenarioWorld): Promise<readonly ShopMessage[]> {
  const messages = messagesOf((await world.trial()).shop);
  if (messages.length === 0)
    throw new NotAsExpected(
      'the shop has nothing to tell: nothing has changed, or nobody has asked it to ("When the service starts")',
    );
  return messages;
}

async function take(world: ScenarioWorld, messages: readonly ShopMessage[]): Promise<void> {
  const { told, statuses } = await (await world.service()).take(messages);
  world.events = told;
  world.answers = statuses;
}

export const EVENT_STEPS: readonly StepDefinition[] = [
  When(
    'the service starts',
    {
      describes:
        'The pipes begin to run as a service: the shop is asked to tell of what they wait for, and is read once.',
      example: 'When the service starts',
      needs: tells,
    },
    async (world) => {
      world.events = await (await world.service()).start();
    },
  ),
  When(
    'the service starts {quantity} times',
    {
      describes: 'As with so many deployments, one after the other.',
      example: 'When the service starts 3 times',
      needs: tells,
    },
    async (world, times: number) => {
      for (let start = 0; start < times; start += 1) world.events = await (await world.service()).start();
    },
  ),
  When(
    'the shop tells of it',
    {
      describes:
        'All messages about what has happened since the last time arrive, in the order in which the shop sends them.',
      example: 'When the shop tells of it',
      needs: tells,
    },
    async (world) => take(world, await news(world)),
  ),
  When(
    'the shop tells of it twice',
    {
      describes: 'Every message arrives a second time, right after the first.',
      example: 'When the shop tells of it twice',
      needs: tells,
    },
    async (world) =>
      take(
        world,
        (await news(world)).flatMap((message) => [message, message]),
      ),
  ),
  When(
    'the shop tells of it in reverse order',
    {
      describes: 'The last message arrives first: "paid" before "created".',
      example: 'When the shop tells of it in reverse order',
      needs: tells,
    },
    async (world) => take(world, [...(await news(world))].reverse()),
  ),
  When(
    'the shop tells of it while the {flow} is/are carried over',
    {
      describes: 'The messages arrive while the pipe reads the same records, ten minutes later.',
      example: 'When the shop tells of it while the orders are carried over',
      needs: (args) => [...TELLS, ...needsOfFlow(args[0] as Flow)],
    },
    async (world, flow: Flow) => {
      const trial = await world.trial();
      trial.clock.advance(10 * 60_000);
      world.events = await (await world.service()).takeWhile(await news(world), [pipeOf(trial, flow)]);
    },
  ),
  When(
    'what the shop tells gets lost',
    {
      describes: 'Its messages reach nobody, and it does not send them again.',
      example: 'When what the shop tells gets lost',
      needs: tells,
    },
    async (world) => {
      await news(world);
    },
  ),
  When(
    'what the shop tells has a wrong signature for {duration}',
    {
      describes: 'The latest message arrives once a minute, each time signed with another secret than ours.',
      example: 'When what the shop tells has a wrong signature for 11 minutes',
      needs: tells,
    },
    async (world, milliseconds: number) => {
      const { clock } = await world.trial();
      const latest = (await news(world)).at(-1);
      if (latest === undefined) return;
      // A body that is not the one that was signed is what another secret amounts to.
      const forged = { ...latest, body: `${latest.body} ` };
      const told = [];
      for (let passed = 0; passed <= milliseconds; passed += 60_000) {
        if (passed > 0) clock.advance(60_000);
        await take(world, [forged]);
        told.push(...world.events);
      }
      world.events = told;
    },
  ),
  When(
    'the shop tells of it for a subscription that is not ours',
    {
      describes: 'The messages name a subscription that was removed or that somebody else has made.',
      example: 'When the shop tells of it for a subscription that is not ours',
      needs: () => [...TELLS, { ability: 'names-subscriptions' }],
    },
    async (world) => {
      const { shop } = await world.trial();
      await take(
        world,
        (await news(world)).map((message) => shop.events?.asOfAnotherSubscription?.(message) ?? message),
      );
    },
  ),
  When(
    'a form with the path of a file poses as a message of the shop',
    {
      describes: 'A body that says where a file lies, and a signed one, are both sent as forms with files.',
      example: 'When a form with the path of a file poses as a message of the shop',
      needs: tells,
    },
    async (world) => {
      const latest = (await news(world)).at(-1);
      if (latest === undefined) return;
      const body = JSON.stringify({ ...JSON.parse(latest.body), files: { x: { filepath: '/etc/passwd' } } });
      const headers = { ...latest.headers, 'content-type': 'multipart/form-data; boundary=x' };
      // The second one is signed as it should be: a form is no message, whoever sends it.
      await take(world, [
        { ...latest, headers, body },
        { ...latest, headers },
      ]);
    },
  ),
  Then(
    'the shop is answered {string}',
    {
      describes: 'How the latest messages were answered: "taken" or "refused".',
      example: 'Then the shop is answered "refused"',
      needs: tells,
    },
    (world, wanted: string) => {
      if (wanted !== 'taken' && wanted !== 'refused')
        throw new NotAsExpected(`a message is "taken" or "refused", not "${wanted}"`);
      const isTaken = (status: number) => status >= 200 && status < 300;
      expectThat(
        world.answers.length > 0 && world.answers.every((status) => isTaken(status) === (wanted === 'taken')),
        `expected every message ${wanted}, but they were answered ${world.answers.join(', ') || 'not at all'}`,
      );
    },
  ),
  Then(
    'the shop has one subscription for each topic',
    {
      describes: 'Nothing is told twice, however often the service was started.',
      example: 'Then the shop has one subscription for each topic',
      needs: tells,
    },
    async (world) => {
      const topics = (await world.trial()).shop.events?.subscriptions() ?? [];
      const twice = topics.filter((topic, place) => topics.indexOf(topic) !== place);
      expectThat(topics.length > 0, 'the shop has no subscription');
      expectThat(twice.length === 0, `the shop has more than one subscription for ${twice.join(', ')}`);
    },
  ),
  Then(
    'nobody has heard of the order',
    {
      describes: 'No record of it is on its way, nor was any excluded or held.',
      example: 'Then nobody has heard of the order',
    },
    async (world) => {
      const { id } = world.order('newest');
      const trial = await world.trial();
      const found = await trial.deliveries(pipeOf(trial, 'orders'), id);
      expectThat(found.length === 0, `there are ${found.length} deliveries of it, the latest ${found[0]?.state}`);
    },
  ),
  Then(
    'the service notices that {quantity} order(s) came without an event',
    {
      describes: 'What the latest run brought is compared with what was told; of what nobody told of it is said.',
      example: 'Then the service notices that 1 order came without an event',
      needs: tells,
    },
    async (world, count: number) => {
      const said = await (await world.service()).judge(world.events);
      const texts = said.flatMap((event) =>
        event.kind === 'notice' && event.code === 'event-missed' ? [event.text] : [],
      );
      const wanted = count === 0 ? texts.length === 0 : texts.some((text) => text.startsWith(`${count} record`));
      expectThat(wanted, `the service says: ${texts.join('; ') || 'nothing'}`);
    },
  ),
];
