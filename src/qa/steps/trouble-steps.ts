import { NotAsExpected } from '../scenario/not-as-expected.ts';
import { needsOfFlow } from './carrying-steps.ts';
import { Given, type StepDefinition, When } from './step-definition.ts';

/** What goes wrong between the systems. */
export const TROUBLE_STEPS: readonly StepDefinition[] = [
  Given(
    'the ERP creates the next order but its answer is lost',
    {
      describes: 'The connection breaks after the ERP has written.',
      example: 'Given the ERP creates the next order but its answer is lost',
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'cut-after-commit', ...erp.requests.newOrder });
    },
  ),
  Given(
    'the connection breaks before the ERP creates the next order',
    {
      describes: 'The connection breaks before anything is written; nobody can tell from outside.',
      example: 'Given the connection breaks before the ERP creates the next order',
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'cut-before-commit', ...erp.requests.newOrder });
    },
  ),
  Given(
    'the ERP creates the next customer but its answer is lost',
    {
      describes: 'The connection breaks after the ERP has written the customer.',
      example: 'Given the ERP creates the next customer but its answer is lost',
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'cut-after-commit', ...erp.requests.newCustomer });
    },
  ),
  Given(
    'the ERP creates the next credit but its answer is lost',
    {
      describes: 'The connection breaks after the ERP has written the credit.',
      example: 'Given the ERP creates the next credit but its answer is lost',
      needs: () => needsOfFlow('refunds'),
    },
    async (world) => {
      const { erp } = await world.trial();
      const { newCredit } = erp.requests;
      if (newCredit === undefined) throw new NotAsExpected(`the clerks of ${erp.system} know no credits`);
      erp.twin.faults.arm({ kind: 'cut-after-commit', ...newCredit });
    },
  ),
  Given(
    'the ERP cancels the next order but its answer is lost',
    {
      describes: 'The connection breaks after the ERP has cancelled.',
      example: 'Given the ERP cancels the next order but its answer is lost',
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'cut-after-commit', ...erp.requests.cancellation });
    },
  ),
  Given(
    'the ERP cannot look up orders',
    {
      describes: 'Whoever asks the ERP for an order gets "out of service", until it works again.',
      example: 'Given the ERP cannot look up orders',
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'outage-html', times: Number.POSITIVE_INFINITY, ...erp.requests.orderLookUp });
    },
  ),
  Given(
    'the ERP refuses the next order for {duration} because it is too busy',
    {
      describes: 'Too many requests: the ERP says when it may be asked again.',
      example: 'Given the ERP refuses the next order for 30 minutes because it is too busy',
    },
    async (world, milliseconds: number) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'throttled', retryAfterSeconds: milliseconds / 1000, ...erp.requests.newOrder });
    },
  ),
  Given(
    'the ERP finds our sign-in expired at the next order',
    {
      describes: 'The token runs out in the middle of a run.',
      example: 'Given the ERP finds our sign-in expired at the next order',
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'expired-token', ...erp.requests.newOrder });
    },
  ),
  Given(
    'the shop takes the next shipment but its answer is lost',
    {
      describes: 'The connection breaks after the shop has booked the shipment.',
      example: 'Given the shop takes the next shipment but its answer is lost',
    },
    async (world) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'cut-after-commit', ...shop.requests.shipment });
    },
  ),
  Given(
    'the shop takes the next stock figure but its answer is lost',
    {
      describes: 'The connection breaks after the shop has set the figure.',
      example: 'Given the shop takes the next stock figure but its answer is lost',
    },
    async (world) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'cut-after-commit', ...shop.requests.stock });
    },
  ),
  Given(
    'the shop refuses the next stock figure',
    {
      describes: 'The shop is out of service when the figure comes.',
      example: 'Given the shop refuses the next stock figure',
    },
    async (world) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'outage-html', ...shop.requests.stock });
    },
  ),
  Given(
    'the shop cannot take the article {string}',
    {
      describes: 'Whatever is written with this name fails in the shop, until it works again.',
      example: 'Given the shop cannot take the article "Paper cup, case of 50"',
    },
    async (world, name: string) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'server-error', times: Number.POSITIVE_INFINITY, match: name });
    },
  ),
  Given(
    'the shop takes the next article but its answer is lost',
    {
      describes: 'The connection breaks after the shop has made the article.',
      example: 'Given the shop takes the next article but its answer is lost',
    },
    async (world) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'cut-after-commit', ...shop.requests.newProduct });
    },
  ),
  Given(
    "the shop is too busy to take the ERP's number for {duration}",
    {
      describes: "Too many requests when the ERP's order number is to go back to the shop.",
      example: "Given the shop is too busy to take the ERP's number for 15 minutes",
    },
    async (world, milliseconds: number) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'throttled', retryAfterSeconds: milliseconds / 1000, ...shop.requests.reference });
    },
  ),
  Given(
    'the shop shows an old page of its orders next time',
    {
      describes: 'A list repeats the page that it showed before.',
      example: 'Given the shop shows an old page of its orders next time',
    },
    async (world) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'repeat-page', match: shop.requests.orderList });
    },
  ),
  Given(
    'the {system} is out of service',
    {
      describes: 'Every request is answered by "out of service", until the system works again.',
      example: 'Given the ERP is out of service',
    },
    async (world, side: 'shop' | 'erp') => {
      const trial = await world.trial();
      trial[side].twin.faults.arm({ kind: 'outage-html', times: Number.POSITIVE_INFINITY });
    },
  ),
  When(
    'the {system} works again',
    { describes: 'Whatever was wrong with it is over.', example: 'When the ERP works again' },
    async (world, side: 'shop' | 'erp') => (await world.trial())[side].twin.faults.clear(),
  ),
  Given(
    'the ERP no longer accepts our sign-in',
    {
      describes: 'Every request is refused for its credentials, until the ERP works again.',
      example: 'Given the ERP no longer accepts our sign-in',
    },
    async (world) => {
      const { erp } = await world.trial();
      erp.twin.faults.arm({ kind: 'expired-token', times: Number.POSITIVE_INFINITY });
    },
  ),
];
