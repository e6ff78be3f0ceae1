import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadLibrary } from '../../src/load/load-project.ts';
import { statedLaws } from '../../src/qa/connector-laws/stated-laws.ts';
import { CHECKLIST_WORDS } from '../../src/qa/scenario/checklist-words.ts';
import { BUILT_IN } from '../sample-project.ts';

const SHOPS = ['woocommerce', 'shopify'] as const;
const ERPS = ['business-central', 'acumatica'] as const;

const library = loadLibrary({ root: BUILT_IN, builtIn: BUILT_IN });
const connectors = new Map(
  [...SHOPS, ...ERPS].map((name) => [name, library.connectors.get(name)?.value ?? assert.fail(name)] as const),
);
const connector = (name: (typeof SHOPS)[number] | (typeof ERPS)[number]) => connectors.get(name) ?? assert.fail(name);

/** The id of a card, and what has a step of its own. */
const WITHOUT_WORD = new Set(['CUS-07', 'ORD-08.invoice_number']);
const ONLY_OF_TARGET = new Set([
  'ORD-01.date',
  'ORD-02.note',
  'ORD-02.po_number',
  'ORD-02.credit',
  'ORD-06.net',
  'ORD-06.currency',
  'ORD-06.charges',
  'ORD-06.exemption',
  'ORD-07.line_discounts',
  'ORD-09.credits',
  'CUS-01.phone',
  'CUS-01.kind',
]);

describe('what connectors say of themselves', () => {
  for (const [name, stated] of connectors) {
    for (const { law, verdict, says } of statedLaws(stated))
      test(`${name}: ${law}`, () => assert.equal(verdict, 'kept', says.join('\n')));

    const { checklist } = stated;
    test(`${name}: testers have a word for each item of what they look at`, () => {
      for (const [document, words] of Object.entries(CHECKLIST_WORDS))
        for (const item of Object.keys(checklist[document] ?? {}))
          assert.ok(
            WITHOUT_WORD.has(item) || Object.values<string>(words).includes(item),
            `${name} ${document} ${item}`,
          );
    });
  }

  test('shops are asked the same questions', () => {
    const [first, ...others] = SHOPS.map((name) => connector(name).checklist);
    for (const other of others) {
      assert.deepEqual(Object.keys(other).sort(), Object.keys(first ?? {}).sort());
      for (const [document, items] of Object.entries(other))
        assert.deepEqual(Object.keys(items).sort(), Object.keys(first?.[document] ?? {}).sort(), document);
    }
  });

  for (const shop of SHOPS)
    for (const erp of ERPS)
      test(`${shop} and ${erp}: an item that both know has the same parts, so that it is compared`, () => {
        const here = connector(shop).checklist;
        for (const [document, items] of Object.entries(connector(erp).checklist)) {
          const known = Object.keys(here[document] ?? {});
          for (const item of Object.keys(items)) {
            const [id] = item.split('.');
            const parts = known.filter((each) => each === id || each.startsWith(`${id}.`));
            // What only the target tells of an item is for scenarios: there is nothing to compare it with.
            if (ONLY_OF_TARGET.has(item)) continue;
            assert.ok(
              parts.length === 0 || parts.includes(item),
              `${document} ${item}: the shop has ${parts.join(', ')}`,
            );
          }
        }
      });
});
