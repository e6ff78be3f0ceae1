import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CassetteExchange } from '../../../model/config.generated.ts';
import { redactExchanges } from './redact-exchanges.ts';
import { standInFor } from './stand-in.ts';

const SALT = 'salt of the tests';

const order = (person: {
  first: string;
  last: string;
  email: string;
  phone: string;
  street: string;
  company: string;
  note: string;
  vat: string;
}): CassetteExchange[] => [
  {
    request: { method: 'GET', path: '/orders', query: { search: person.email } },
    response: {
      status: 200,
      json: [
        {
          id: 13,
          total: '12.50',
          billing: {
            first_name: person.first,
            last_name: person.last,
            company: person.company,
            address_1: person.street,
            city: 'Torino',
            state: 'TO',
            postcode: '10121',
            country: 'IT',
            email: person.email,
            phone: person.phone,
          },
          customer_note: person.note,
          customer_ip_address: '93.184.216.34',
          meta_data: [{ id: 1, key: '_vat_number', value: person.vat }],
          text: `Dear ${person.first} ${person.last}, we write to ${person.email}`,
        },
      ],
    },
  },
];
const customer = (person: { first: string; last: string; email: string; phone: string }): CassetteExchange[] => [
  {
    request: { method: 'GET', path: '/customers', query: { $filter: `email eq '${person.email.toLowerCase()}'` } },
    response: { status: 200, json: { value: [] } },
  },
  {
    request: {
      method: 'POST',
      path: '/customers',
      json: {
        displayName: `${person.first} ${person.last}`,
        email: person.email.toLowerCase(),
        phoneNumber: person.phone.replace(/ /g, ''),
      },
    },
    response: { status: 201, json: { id: 'c1', displayName: `${person.first} ${person.last}` } },
  },
];

const bodyOf = (exchanges: readonly CassetteExchange[] | undefined): unknown => exchanges?.[0]?.response?.json;

const GIULIA = {
  first: 'Giulia',
  last: "D'Angelo",
  email: 'Giulia.DAngelo@gmail.com',
  phone: '+39 347 123 4567',
  street: 'Via Roma 1',
  company: 'Angelo Srl',
  note: 'please ring twice',
  vat: 'IT12345678901',
};

test('both sides get the same stand-ins, and what taxes depend on stays', () => {
  const redacted = redactExchanges(
    new Map([
      ['shop', order(GIULIA)],
      ['erp', customer(GIULIA)],
    ]),
    SALT,
  );
  const [shop] = bodyOf(redacted.get('shop')) as [{ billing: Record<string, string>; total: string }];
  const [search, created] = redacted.get('erp') ?? [];
  const sent = created?.request.json as Record<string, string>;
  assert.equal(sent.displayName, `${shop.billing.first_name} ${shop.billing.last_name}`);
  assert.equal(sent.email, shop.billing.email?.toLowerCase());
  assert.equal(search?.request.query?.$filter, `email eq '${sent.email}'`);
  assert.equal(sent.phoneNumber, shop.billing.phone?.replace(/ /g, ''));
  assert.deepEqual(
    [shop.total, shop.billing.city, shop.billing.state, shop.billing.country, shop.billing.postcode?.slice(0, 3)],
    ['12.50', 'Torino', 'TO', 'IT', '101'],
  );
  assert.match(shop.billing.phone ?? '', /^\+39 347 555 01\d\d$/);
});

test('another project has other stand-ins', () => {
  assert.notEqual(standInFor('email', GIULIA.email, 'a'), standInFor('email', GIULIA.email, 'b'));
  assert.equal(standInFor('email', 'JO@x.org', 'a').toLowerCase(), standInFor('email', 'jo@X.org', 'a').toLowerCase());
});

const STAND_IN_NAMES = new Set(
  Array.from({ length: 2000 }, () => ['first-name', 'last-name'] as const).flatMap((kinds, index) =>
    kinds.map((kind) => standInFor(kind, `Name${index}`, SALT)),
  ),
);

const word = (least: number) => fc.stringMatching(new RegExp(`^[A-Z][a-zàéöß]{${least},9}$`));
const people = fc.record({
  first: word(3),
  last: word(3),
  email: fc.stringMatching(/^[a-z]{3,8}\.[a-z]{3,8}@[a-z]{4,8}\.(it|de|com)$/),
  phone: fc.stringMatching(/^\+[1-9]\d \d{3} \d{3} \d{4}$/),
  street: fc.stringMatching(/^Via [A-Z][a-z]{4,9} \d{1,3}$/),
  company: fc.stringMatching(/^[A-Z][a-z]{4,9} (Srl|GmbH|Ltd)$/),
  note: fc.stringMatching(/^[a-z]{4,9} [a-z]{4,9} [a-z]{4,9}$/),
  vat: fc.stringMatching(/^IT\d{11}$/),
});

test('no original value survives anywhere; the same value has the same stand-in; forms stay valid', () => {
  const made = new Map<string, string>();
  fc.assert(
    fc.property(people, (person) => {
      const redacted = redactExchanges(
        new Map([
          ['shop', order(person)],
          ['erp', customer(person)],
        ]),
        SALT,
      );
      const text = JSON.stringify([...redacted.values()]);
      for (const original of Object.values(person)) {
        // One person's name may be another's stand-in.
        if (STAND_IN_NAMES.has(original)) continue;
        assert.ok(
          !new RegExp(`(?<![\\p{L}\\p{N}])${original.replace(/[.+*]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u').test(text),
          `${original} in ${text}`,
        );
      }
      assert.ok(!text.includes('93.184.216.34'));
      const [{ billing, meta_data }] = bodyOf(redacted.get('shop')) as [
        { billing: Record<string, string>; meta_data: [{ value: string }] },
      ];
      assert.match(billing.email ?? '', /^[a-z]+\.[a-z]+\.\d{6}@example\.(com|org|net)$/);
      assert.match(billing.phone ?? '', /^\+[1-9]\d \d{3} 555 01\d\d$/);
      assert.match(meta_data[0].value, /^IT\d{11}$/);
      const before = made.get(person.email) ?? billing.email;
      assert.equal(billing.email, before);
      made.set(person.email, billing.email ?? '');
    }),
    { numRuns: 200 },
  );
});
