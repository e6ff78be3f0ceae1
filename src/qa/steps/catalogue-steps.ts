import { inTestersWords } from '../scenario/checklist-words.ts';
import { expectThat, NotAsExpected } from '../scenario/not-as-expected.ts';
import { needsOfFlow } from './carrying-steps.ts';
import { codeOf } from './set-up-steps.ts';
import { mustShow, needsOfWords } from './shown-document.ts';
import { Given, type StepDefinition, type Table, Then, When } from './step-definition.ts';
import { known, pairsOf } from './tables.ts';

const ITEM_WORDS = ['name', 'price', 'category', 'sold'] as const;

export const CATALOGUE_STEPS: readonly StepDefinition[] = [
  Given(
    'the ERP has the category {string}',
    {
      describes: 'A category of items, before anything is carried over.',
      example: 'Given the ERP has the category "Office"',
    },
    async (world, name: string) => (await world.trial()).erp.addCategory({ code: codeOf(name), name }),
  ),
  When(
    'the ERP gets the category {string}',
    {
      describes: 'A clerk makes a category, which no item is in yet, where the ERP keeps them so.',
      example: 'When the ERP gets the category "Garden"',
      needs: () => [{ erpAbility: 'keeps-categories' }],
    },
    async (world, name: string) => (await world.trial()).erp.addCategory({ code: codeOf(name), name }),
  ),
  Given(
    'the ERP has the variants of {sku}:',
    {
      describes: 'Variants below an item, each with its code and name, where the ERP keeps them so.',
      example: 'Given the ERP has the variants of TEE-01:\n  | S | Small |\n  | M | Medium |',
      needs: () => [{ erpAbility: 'keeps-variants' }],
    },
    async (world, sku: string, table: Table) => {
      const { erp } = await world.trial();
      for (const [code, name] of pairsOf(table)) {
        if (erp.addVariant === undefined) throw new NotAsExpected(`${erp.system} keeps no variants below an item`);
        erp.addVariant(sku, code, name);
      }
    },
  ),
  When(
    'the ERP renames the category {string} to {string}',
    {
      describes: 'A clerk renames a category; it stays the same one.',
      example: 'When the ERP renames the category "Office" to "Desk"',
      needs: () => [{ erpAbility: 'keeps-categories' }],
    },
    async (world, name: string, other: string) => (await world.trial()).erp.renameCategory(codeOf(name), other),
  ),
  When(
    'the ERP deletes the category {string}',
    {
      describes: 'A clerk deletes a category.',
      example: 'When the ERP deletes the category "Garden"',
      needs: () => [{ erpAbility: 'keeps-categories' }],
    },
    async (world, name: string) => (await world.trial()).erp.deleteCategory(codeOf(name)),
  ),
  When(
    'the ERP describes {sku} as {string}',
    {
      describes: 'A clerk writes the description of an item, as HTML.',
      example: 'When the ERP describes MUG-01 as "<p>Holds <strong>0.4 l</strong></p>"',
      needs: () => [{ erpAbility: 'describes-items' }],
    },
    async (world, sku: string, description: string) => (await world.trial()).erp.changeItem(sku, { description }),
  ),
  When(
    'the ERP changes {sku}:',
    {
      describes:
        'A clerk changes an item: `name`, `price` (`-` takes it away), `category` (by name), `sold` (yes or no).',
      example: 'When the ERP changes MUG-01:\n  | price | 13.20 |',
    },
    async (world, sku: string, table: Table) => {
      const { erp } = await world.trial();
      for (const [word, value] of pairsOf(table)) {
        switch (known(word, ITEM_WORDS, 'part of an item called')) {
          case 'name':
            await erp.changeItem(sku, { name: value });
            break;
          case 'price':
            await erp.changeItem(sku, { price: value === '-' ? undefined : value });
            break;
          case 'category':
            await erp.changeItem(sku, { category: codeOf(value) });
            break;
          case 'sold':
            await erp.changeItem(sku, { blocked: value === 'no' });
        }
      }
    },
  ),
  When(
    'staff put {sku} into the category {string} of the shop',
    {
      describes: 'A category that the shop made by hand.',
      example: 'When staff put MUG-01 into the category "Gifts" of the shop',
    },
    async (world, sku: string, category: string) => (await world.trial()).shop.putInto(category, sku),
  ),
  Then(
    '{sku} in the shop shows:',
    {
      describes: 'The shop’s own product, looked up by the checklist paths of its connector.',
      example: 'Then MUG-01 in the shop shows:\n  | name  | Ceramic mug |\n  | price | 13.20       |',
      needs: (args, table) => [...needsOfFlow('products'), ...needsOfWords('shop', 'product')(args, table)],
    },
    async (world, sku: string, table: Table) => {
      const trial = await world.trial();
      if (trial.shop.article(sku) === undefined) throw new NotAsExpected(`the shop has no article ${sku}`);
      await mustShow(
        {
          trial,
          side: 'shop',
          document: 'product',
          native: await trial.native('shop', 'product', trial.shop.productId(sku)),
          where: `product ${sku} in ${trial.shop.system} is not as expected`,
        },
        table,
      );
    },
  ),
  Then(
    '{sku} costs {money} in the shop',
    {
      describes: 'The price of one article, also of a variant.',
      example: 'Then TEE-M costs 15.49 in the shop',
      needs: () => needsOfFlow('products'),
    },
    async (world, sku: string, price: string) => {
      const shown = (await world.trial()).shop.article(sku)?.price;
      expectThat(shown === price, `expected ${sku} at ${price}, but the shop shows ${shown ?? 'no such article'}`);
    },
  ),
  Then(
    '{sku} shows no former price in the shop',
    {
      describes: 'Buyers see one price, and none that is said to have been the price before.',
      example: 'Then MUG-01 shows no former price in the shop',
      needs: () => needsOfFlow('products'),
    },
    async (world, sku: string) => {
      const shown = (await world.trial()).shop.article(sku);
      if (shown === undefined) throw new NotAsExpected(`the shop has no article ${sku}`);
      expectThat(shown.formerPrice === undefined, `the shop shows ${sku} at ${shown.price}, was ${shown.formerPrice}`);
    },
  ),
  Then(
    'the shop has {string} as variants of one product',
    {
      describes: 'These SKUs, with commas and in alphabetical order, are all variants of one product.',
      example: 'Then the shop has "TEE-01|M, TEE-01|S" as variants of one product',
      needs: () => [...needsOfFlow('products'), { ability: 'groups-variants' }],
    },
    async (world, skus: string) => {
      const { shop } = await world.trial();
      const [first = ''] = skus.split(', ');
      const siblings = shop.siblings?.(first).join(', ');
      expectThat(siblings === skus, `expected ${skus}, but the shop has ${siblings ?? 'no words for variants'}`);
    },
  ),
  Then(
    '{sku} is in the categories {string} of the shop',
    {
      describes: 'All categories of an article, in alphabetical order.',
      example: 'Then MUG-01 is in the categories "Gifts, Office" of the shop',
    },
    async (world, sku: string, categories: string) => {
      const shown = inTestersWords([...((await world.trial()).shop.article(sku)?.categories ?? [])].sort());
      expectThat(shown === categories, `expected ${sku} in ${categories}, but the shop has it in ${shown}`);
    },
  ),
  Then(
    'the shop has the category {string}',
    {
      describes: 'Once, by this name.',
      example: 'Then the shop has the category "Garden"',
      needs: () => needsOfFlow('categories'),
    },
    async (world, name: string) => {
      const all = (await world.trial()).shop.categories();
      const count = all.filter((each) => each === name).length;
      expectThat(count === 1, `the shop has ${count} categories "${name}"; there are ${all.join(', ') || 'none'}`);
    },
  ),
  Then(
    'the shop does not have the category {string}',
    { describes: 'There is none of this name.', example: 'Then the shop does not have the category "Garden"' },
    async (world, name: string) =>
      expectThat(!(await world.trial()).shop.categories().includes(name), `the shop has the category "${name}"`),
  ),
  Then(
    'the ERP does not have the item {sku}',
    { describes: 'No item of the ERP has this number.', example: 'Then the ERP does not have the item PEN-01' },
    async (world, sku: string) => {
      const { erp } = await world.trial();
      expectThat(!(await erp.hasItem(sku)), `the ERP has the item ${sku}`);
    },
  ),
  Then(
    'the shop does not have {sku}',
    { describes: 'No article of the shop has this SKU.', example: 'Then the shop does not have TEST-01' },
    async (world, sku: string) => {
      const there = (await world.trial()).shop.articleCount(sku);
      expectThat(there === 0, `the shop has ${there} articles with the SKU ${sku}`);
    },
  ),
  Then(
    'the shop has {sku} exactly once',
    {
      describes: 'One article of the shop has this SKU.',
      example: 'Then the shop has VASE-01 exactly once',
      needs: () => needsOfFlow('products'),
    },
    async (world, sku: string) => {
      const there = (await world.trial()).shop.articleCount(sku);
      expectThat(there === 1, `the shop has ${there} articles with the SKU ${sku}`);
    },
  ),
];
