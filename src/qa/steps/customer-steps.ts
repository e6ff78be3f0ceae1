import type { Buyer } from '../desks/shop-desk.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import type { ScenarioWorld } from '../scenario/scenario-world.ts';
import { needsOfFlow, pipeOf } from './carrying-steps.ts';
import { mustShow, needsOfWords } from './shown-document.ts';
import { Given, type StepDefinition, type Table, Then, When } from './step-definition.ts';
import { known, pairsOf } from './tables.ts';

/** What a row about a buyer says. */
const BUYER_WORDS: Readonly<Record<string, (value: string) => Partial<Buyer>>> = {
  'first name': (firstName) => ({ firstName }),
  'last name': (lastName) => ({ lastName }),
  company: (company) => ({ company }),
  'e-mail': (email) => ({ email }),
  phone: (phone) => ({ phone }),
  street: (street) => ({ street }),
  postcode: (postcode) => ({ postcode }),
  city: (city) => ({ city }),
  region: (region) => ({ region }),
  country: (country) => ({ country }),
  'PO number required': (value) => ({ needsPo: value === 'yes' }),
  'applies for credit': (value) => ({ asksForCredit: value === 'yes' }),
  'tax certificate': (taxCertificate) => ({ taxCertificate }),
  'default address': (value) => ({ noDefaultAddress: value === 'no' }),
  'tax exempt': (value) => ({ taxExempt: value === 'yes' }),
};

const particulars = (table: Table): Partial<Buyer> =>
  Object.assign(
    {},
    ...pairsOf(table).map(([word, value]) =>
      BUYER_WORDS[known(word, Object.keys(BUYER_WORDS), 'particular of a buyer called')]?.(value),
    ),
  );

async function register(world: ScenarioWorld, name: string): Promise<void> {
  const { shop } = await world.trial();
  world.accounts.set(name, shop.register(world.buyer(name)));
}

function describe(world: ScenarioWorld, name: string, table: Table): void {
  const before = world.people.get(name) ?? world.buyer('Giulia');
  world.people.set(name, { ...before, ...particulars(table) });
}

async function cardOf(world: ScenarioWorld, name: string) {
  const trial = await world.trial();
  const { email } = world.buyer(name);
  const [card, ...others] = await trial.erp.customers(email);
  const account = world.accounts.get(name);
  if (card === undefined) {
    const [delivery] = account === undefined ? [] : await trial.deliveries(pipeOf(trial, 'customers'), account);
    throw new NotAsExpected(
      `the ERP has no customer with the e-mail ${email}${delivery === undefined ? '' : `: it is ${delivery.state}, ${delivery.reason?.text ?? 'no reason'}`}`,
    );
  }
  if (others.length > 0) throw new NotAsExpected(`the ERP has ${others.length + 1} customers with the e-mail ${email}`);
  return { trial, card, account };
}

const TABLE = `
  | street | Via Roma 1 |
  | city   | Torino     |`;

export const CUSTOMER_STEPS: readonly StepDefinition[] = [
  Given(
    '{person} has an account in the shop',
    { describes: 'One of the people below registers in the shop.', example: 'Given Giulia has an account in the shop' },
    register,
  ),
  Given(
    '{person} has an account in the shop with:',
    {
      describes: `The same, with other particulars: ${Object.keys(BUYER_WORDS).join(', ')}. Who is not among the people is Giulia but for what the table says.`,
      example: `Given Giulia has an account in the shop with:${TABLE}`,
    },
    async (world, name: string, table: Table) => {
      describe(world, name, table);
      await register(world, name);
    },
  ),
  Given(
    'a guest called {person} with:',
    { describes: 'Somebody without an account, for orders.', example: `Given a guest called Ana with:${TABLE}` },
    (world, name: string, table: Table) => describe(world, name, table),
  ),
  Given(
    'the ERP knows {person} as {string}',
    {
      describes:
        'The ERP has the customer with this number already, with the e-mail in capital letters, and keeps things that no shop owns.',
      example: 'Given the ERP knows Hans as "C00777"',
    },
    async (world, name: string, number: string) => {
      const { firstName, lastName, company, email, country } = world.buyer(name);
      (await world.trial()).erp.addCustomer({
        number,
        name: company ?? `${firstName} ${lastName}`,
        email: email.toUpperCase(),
        country,
      });
    },
  ),
  When(
    '{person} changes in the account:',
    {
      describes: 'The buyer changes particulars in the shop, a minute later.',
      example: `When Hans changes in the account:${TABLE}`,
    },
    async (world, name: string, table: Table) => {
      const { clock, shop } = await world.trial();
      clock.advance(60_000);
      const changes = particulars(table);
      world.people.set(name, { ...world.buyer(name), ...changes });
      const account = world.accounts.get(name);
      if (account === undefined) throw new NotAsExpected(`${name} has no account in the shop`);
      await shop.changeAccount(account, changes);
    },
  ),
  When(
    'a clerk writes {string} on the customer {string}',
    {
      describes: 'Something changes in the ERP that the shop does not own.',
      example: 'When a clerk writes "mueller.example" on the customer "C00777"',
    },
    async (world, text: string, number: string) => (await world.trial()).erp.annotateCustomer(number, text),
  ),
  Then(
    'the ERP has {person} exactly once',
    {
      describes: 'One customer of the ERP has this e-mail.',
      example: 'Then the ERP has Giulia exactly once',
      needs: () => needsOfFlow('customers'),
    },
    async (world, name: string) => {
      await cardOf(world, name);
    },
  ),
  Then(
    'the ERP has {person} as {string}',
    {
      describes: 'One customer has this e-mail, and it is the one with this number.',
      example: 'Then the ERP has Hans as "C00777"',
      needs: () => needsOfFlow('customers'),
    },
    async (world, name: string, number: string) => {
      const { card } = await cardOf(world, name);
      expectThat(card.number === number, `expected customer ${number}, but it is ${card.number}`);
    },
  ),
  Then(
    'nobody in the ERP has the e-mail {string}',
    {
      describes: 'No customer of the ERP has this e-mail, any more or at all.',
      example: 'Then nobody in the ERP has the e-mail "old@example.com"',
    },
    async (world, email: string) => {
      const found = await (await world.trial()).erp.customers(email);
      expectThat(found.length === 0, `the ERP has ${found.map(({ number }) => number).join(', ')} with ${email}`);
    },
  ),
  Given(
    'the shop has one account more than a page of its list holds',
    {
      describes: 'So many buyers register that the list of accounts has a second page.',
      example: 'Given the shop has one account more than a page of its list holds',
    },
    async (world) => {
      const { shop } = await world.trial();
      for (let index = 0; index <= shop.customersAPage; index += 1) {
        const name = `Reader ${index}`;
        world.people.set(name, { ...world.buyer('Giulia'), email: `reader.${index}@example.com` });
        await register(world, name);
      }
    },
  ),
  Given(
    'the shop shows the first page of its accounts again as the second',
    {
      describes: 'A list repeats the page that it showed before.',
      example: 'Given the shop shows the first page of its accounts again as the second',
    },
    async (world) => {
      const { shop } = await world.trial();
      shop.twin.faults.arm({ kind: 'repeat-page', match: shop.requests.customerList, skip: 1 });
    },
  ),
  Then(
    'the ERP has everybody exactly once',
    {
      describes: 'Each buyer with an account is one customer of the ERP.',
      example: 'Then the ERP has everybody exactly once',
      needs: () => needsOfFlow('customers'),
    },
    async (world) => {
      for (const name of world.accounts.keys()) await cardOf(world, name);
    },
  ),
  Then(
    '{person} in the ERP still has what the ERP owns',
    {
      describes: 'What only the ERP decides (credit limit, salesperson …) is as it was.',
      example: 'Then Hans in the ERP still has what the ERP owns',
      needs: () => needsOfFlow('customers'),
    },
    async (world, name: string) => {
      const { trial, card } = await cardOf(world, name);
      for (const [field, value] of Object.entries(trial.erp.owned))
        expectThat(
          card.fields[field] === value,
          `expected ${field} ${String(value)}, but it is ${String(card.fields[field])}`,
        );
    },
  ),
  Then(
    '{person} in the ERP shows:',
    {
      describes: 'The ERP’s own customer, looked up by the checklist paths of its connector.',
      example: `Then Giulia in the ERP shows:
  | name   | Giulia D’Angelo            |
  | e-mail | giulia.dangelo@example.com |`,
      needs: (args, table) => [...needsOfFlow('customers'), ...needsOfWords('erp', 'customer')(args, table)],
    },
    async (world, name: string, table: Table) => {
      const { trial, card, account } = await cardOf(world, name);
      const pipe = pipeOf(trial, 'customers');
      const [delivery] = account === undefined ? [] : await trial.deliveries(pipe, account);
      const plan = trial.plans.get(pipe);
      await mustShow(
        {
          trial,
          side: 'erp',
          document: 'customer',
          native: await trial.native('erp', 'customer', card.id),
          where: `customer ${card.number} in ${trial.erp.system} is not as expected`,
          came: plan === undefined || delivery === undefined ? undefined : { plan, delivery },
        },
        table,
      );
    },
  ),
  Then(
    'the account of {person} is held because of {string}',
    {
      describes: 'Nothing was written, and the reason that a person reads contains these words or has this code.',
      example: 'Then the account of Giulia is held because of "phone"',
    },
    async (world, name: string, words: string) => {
      const trial = await world.trial();
      const [delivery] = await trial.deliveries(pipeOf(trial, 'customers'), world.accounts.get(name) ?? '');
      const told = `it is ${delivery?.state ?? 'not read'}: ${delivery?.reason?.text ?? '-'} [${delivery?.reason?.code ?? '-'}]`;
      expectThat(
        delivery?.state === 'held' && told.toLowerCase().includes(words.toLowerCase()),
        `expected held because of "${words}", but ${told}`,
      );
    },
  ),
];
