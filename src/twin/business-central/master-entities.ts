import { CODE_LIST_RULES } from './code-lists.ts';
import type { Company } from './company.ts';
import { balanceOf, CUSTOMER, changeCustomer, createCustomer, deleteCustomer } from './customers.ts';
import type { Entity, Navigation } from './entity.ts';
import type { EntitySet, Row } from './entity-set.ts';
import { guid, number, shownOnly, text } from './field-rules.ts';
import { changeCategory, createCategory, deleteCategory, ITEM_CATEGORY } from './item-categories.ts';
import { changeVariant, createVariant, ITEM_VARIANT } from './item-variants.ts';
import { changeItem, createItem, deleteItem, ITEM } from './items.ts';

const SINGULAR: Readonly<Record<string, string>> = {
  currencies: 'currency',
  countriesRegions: 'countryRegion',
  unitsOfMeasure: 'unitOfMeasure',
  itemLedgerEntries: 'itemLedgerEntry',
  companies: 'company',
};

/** The at most one row that an id on the row leads to. */
export const toOne = (entity: () => Entity, field: string): Navigation => ({
  entity,
  many: false,
  rows: (row) => {
    const found = entity().set.get(String(row[field]));
    return found === undefined ? [] : [found];
  },
});

/** Companies, code lists and ledger: read here, kept in the product (sheet sections 1, 3.6 and 3.9). */
export function codeListEntities(company: Company): Entity[] {
  const sets: readonly (readonly [string, EntitySet])[] = [
    ...company.codeLists,
    ['companies', company.companies],
    ['accounts', company.accounts],
    ['itemLedgerEntries', company.itemLedgerEntries],
  ];
  return sets.flatMap(([name, set]) => {
    const fields = CODE_LIST_RULES[name];
    return fields === undefined ? [] : [{ name, type: SINGULAR[name] ?? name.replace(/s$/, ''), fields, set }];
  });
}

/** Customers, items, variants and categories (sheet sections 3.2, 3.3 and 3.5). */
export function masterEntities(company: Company, named: (name: string) => Entity): Entity[] {
  const code = (name: string, field: string) => toOne(() => named(name), field);
  const financial = financialDetails(company);
  return [
    {
      name: 'customers',
      type: 'customer',
      fields: CUSTOMER,
      set: company.customers,
      computed: {
        balanceDue: (row) => balanceOf(company, row.id, true),
        taxAreaDisplayName: (row) => company.list('taxAreas').get(String(row.taxAreaId))?.displayName ?? '',
      },
      navigation: {
        customerFinancialDetail: { entity: () => financial, many: false, rows: (row) => [row] },
        currency: code('currencies', 'currencyId'),
        paymentTerm: code('paymentTerms', 'paymentTermsId'),
        shipmentMethod: code('shipmentMethods', 'shipmentMethodId'),
        paymentMethod: code('paymentMethods', 'paymentMethodId'),
      },
      create: (body) => createCustomer(company, body),
      change: (row, body) => changeCustomer(company, row, body),
      remove: (row) => deleteCustomer(company, row),
    },
    {
      name: 'items',
      type: 'item',
      fields: ITEM,
      set: company.items,
      // On hand over all locations (sheet section 3.6).
      computed: { inventory: (row) => company.stock.onHand(String(row.number)) },
      navigation: {
        itemCategory: code('itemCategories', 'itemCategoryId'),
        baseUnitOfMeasure: code('unitsOfMeasure', 'baseUnitOfMeasureId'),
        itemVariants: {
          entity: () => named('itemVariants'),
          many: true,
          rows: (row) => company.itemVariants.by('itemId', row.id),
          create: (row, body) => createVariant(company, { ...body, itemId: row.id }),
        },
      },
      create: (body) => createItem(company, body),
      change: (row, body) => changeItem(company, row, body),
      remove: (row) => deleteItem(company, row),
    },
    {
      name: 'itemVariants',
      type: 'itemVariant',
      fields: ITEM_VARIANT,
      set: company.itemVariants,
      navigation: { item: code('items', 'itemId') },
      create: (body) => createVariant(company, body),
      change: (row, body) => changeVariant(company, row, body),
      remove: (row) => company.itemVariants.remove(row),
    },
    {
      name: 'itemCategories',
      type: 'itemCategory',
      fields: ITEM_CATEGORY,
      set: company.itemCategories,
      create: (body) => createCategory(company, body),
      change: (row, body) => changeCategory(company, row, body),
      remove: (row) => deleteCategory(company, row),
    },
  ];
}

function financialDetails(company: Company): Entity {
  const invoiced = (row: Row) =>
    company.salesInvoices
      .by('customerId', row.id)
      .filter(({ status }) => status !== 'Draft')
      .reduce((total, { totalAmountExcludingTax }) => total + Math.round(Number(totalAmountExcludingTax) * 100), 0);
  return {
    name: 'customerFinancialDetails',
    type: 'customerFinancialDetail',
    fields: shownOnly({
      id: guid(),
      number: text(20),
      balance: number(),
      totalSalesExcludingTax: number(),
      overdueAmount: number(),
    }),
    set: company.customers,
    computed: {
      balance: (row) => balanceOf(company, row.id),
      totalSalesExcludingTax: (row) => invoiced(row) / 100,
      overdueAmount: (row) => balanceOf(company, row.id, true),
    },
  };
}
