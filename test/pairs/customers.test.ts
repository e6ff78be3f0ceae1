import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openPair, PAIRED_SHOPS, type Pair } from './pair.ts';
import { GIULIA, HANS, OFFICINA, stock } from './store-of-goods.ts';

/** Accounts of a shop become customer cards (CUS-01 to CUS-07): each person one card, and on it only what the shop owns. */
for (const system of PAIRED_SHOPS) {
  describe(`customers: ${system} and business-central`, () => {
    let pair: Pair;
    let who: ReturnType<typeof stock>;
    before(async () => {
      pair = await openPair(system);
      who = stock(pair);
    });
    beforeEach(() => {
      pair.shop.twin.faults.clear();
      pair.erp.twin.faults.clear();
    });
    after(() => pair.close());

    const cardOf = async (email: string) => {
      const [card, ...others] = await pair.erp.customers(email);
      assert.ok(card !== undefined, `no card of ${email}`);
      assert.deepEqual(others, []);
      const fields: Readonly<Record<string, unknown>> = card.fields;
      return fields;
    };
    const idOf = async (email: string) => String((await cardOf(email)).id);
    const writes = () =>
      pair.erp.twin.exchanges.filter(({ method, path }) => method !== 'GET' && path.includes('/customers')).length;

    test('a new account becomes a card with name, e-mail, phone and address', async () => {
      await pair.run('customers');
      const {
        displayName,
        type,
        email,
        phoneNumber: phone,
        addressLine1,
        city,
        state,
        postalCode,
        country,
      } = await cardOf(GIULIA.email);
      assert.deepEqual(
        {
          displayName,
          type,
          email,
          phone: String(phone).replaceAll(' ', ''),
          addressLine1,
          city,
          state,
          postalCode,
          country,
        },
        {
          displayName: 'Giulia D’Angelo',
          type: 'Person',
          email: 'giulia.dangelo@example.com',
          phone: '+390115550101',
          addressLine1: 'Via Roma 1',
          city: 'Torino',
          state: 'TO',
          postalCode: '10121',
          country: 'IT',
        },
      );
      assert.equal((await pair.delivery('customers', who.giulia)).reason?.code, 'created');
      assert.deepEqual(await pair.differences('customer', who.giulia, await idOf(GIULIA.email)), {});
    });

    test('CUS-01: a company is called by its name', async () => {
      const { displayName, type, addressLine1, country } = await cardOf(OFFICINA.email);
      assert.deepEqual(
        [displayName, type, addressLine1, country],
        ['Officina Verdi Srl', 'Company', 'Corso Francia 22', 'IT'],
      );
      assert.deepEqual(await pair.differences('customer', who.officina, await idOf(OFFICINA.email)), {});
    });

    test('U04: one whom the ERP knows in other letters is not made twice', async () => {
      const { number, addressLine1 } = await cardOf(HANS.email);
      assert.deepEqual([number, addressLine1], ['C00777', 'Hauptstraße 5']);
      assert.equal((await pair.delivery('customers', who.hans)).reason?.code, 'updated');
    });

    test('nothing changed: a second run writes nothing', async () => {
      const before = writes();
      await pair.run('customers');
      await pair.run('customers');
      assert.equal(writes(), before);
    });

    test('CUS-07: a change reaches the same card and leaves what the ERP owns as it was', async () => {
      await pair.erp.annotateCustomer('C00777', 'mueller.example');
      await pair.shop.changeAccount(who.hans, { street: 'Neumarkt 9', city: 'Bonn', postcode: '53111' });
      await pair.run('customers');
      const card = await cardOf(HANS.email);
      assert.deepEqual(
        [card.number, card.addressLine1, card.city, card.postalCode],
        ['C00777', 'Neumarkt 9', 'Bonn', '53111'],
      );
      assert.deepEqual({ ...card, ...pair.erp.owned, website: 'mueller.example' }, card);
    });

    test('CUS-07: who changes the e-mail stays the same customer', async () => {
      const { number } = await cardOf(GIULIA.email);
      await pair.shop.changeAccount(who.giulia, { email: 'giulia@dangelo.example' });
      await pair.run('customers');
      assert.equal((await cardOf('giulia@dangelo.example')).number, number);
      assert.deepEqual(await pair.erp.customers(GIULIA.email), []);
    });

    test('a customer who came with an order and is read later is still one', async () => {
      const luca = { ...GIULIA, firstName: 'Luca', lastName: 'Bianchi', email: 'luca.bianchi@example.com' };
      const account = pair.shop.register(luca);
      pair.shop.place({ account, lines: [{ sku: 'MUG-01', quantity: 1 }] });
      await pair.run('orders');
      const { number } = await cardOf(luca.email);
      await pair.run('customers');
      assert.equal((await cardOf(luca.email)).number, number);
    });

    test('D02: the card is made and the answer is lost: found by its e-mail, not made again', async () => {
      const sofia = { ...GIULIA, firstName: 'Sofia', lastName: 'Ricci', email: 'sofia.ricci@example.com' };
      const account = pair.shop.register(sofia);
      pair.erp.twin.faults.arm({ kind: 'cut-after-commit', method: 'POST', match: '/customers' });
      await pair.run('customers');
      assert.equal((await pair.delivery('customers', account)).state, 'unknown');
      await pair.run('customers');
      assert.equal((await pair.delivery('customers', account)).state, 'delivered');
      await cardOf(sofia.email);
    });

    test('D19: a list whose second page is the first one again ends the reading, and nobody is lost or doubled', async () => {
      const many = Array.from({ length: pair.shop.customersAPage }, (_, index) => ({
        ...GIULIA,
        email: `reader.${index}@example.com`,
      }));
      for (const buyer of many) pair.shop.register(buyer);
      pair.shop.twin.faults.arm({ kind: 'repeat-page', match: pair.shop.requests.customerList, skip: 1 });
      const events = await pair.run('customers');
      const failed = events.flatMap((event) => (event.kind === 'source-failed' ? [event.error.code] : []));
      assert.deepEqual(failed, ['PAGE_REPEATED']);
      await pair.run('customers');
      for (const { email } of many) await cardOf(email);
    });

    test('one who cannot be written is held with the reason, and the others go on', async () => {
      const odd = pair.shop.register({ ...GIULIA, email: 'odd@example.com', phone: 'ring the bell' });
      const even = pair.shop.register({ ...GIULIA, email: 'even@example.com' });
      await pair.run('customers');
      const { state, reason } = await pair.delivery('customers', odd);
      assert.deepEqual([state, reason?.code], ['held', 'phone-not-writable']);
      assert.equal((await pair.delivery('customers', even)).state, 'delivered');
    });
  });
}
