import type { Company } from './company.ts';
import type { Fields } from './fields.ts';
import type { RestObject } from './rest-object.ts';
import type { Definition, Settings } from './settings.ts';

/** What a transaction definition makes of its documents. */
interface TxnDefinition {
  readonly key: string;
  readonly prefix: string;
  readonly docClass: 'order' | 'list' | 'invoice' | 'adjustment';
  readonly workflowCategory: 'order' | 'shipping' | 'invoice' | 'return';
  /** How documents of it change the quantity on hand; undefined: not at all. */
  readonly inventory: 'increase' | 'decrease' | undefined;
  /** Definitions whose documents are converted to it. */
  readonly from: readonly Definition[];
}

const DEFINITIONS: Readonly<Record<Definition, TxnDefinition>> = {
  'Sales Order': {
    key: '35',
    prefix: 'SO',
    docClass: 'order',
    workflowCategory: 'order',
    inventory: undefined,
    from: [],
  },
  'Sales Shipper': {
    key: '36',
    prefix: 'SH',
    docClass: 'list',
    workflowCategory: 'shipping',
    inventory: 'decrease',
    from: ['Sales Order'],
  },
  'Sales Invoice': {
    key: '37',
    prefix: 'SI',
    docClass: 'invoice',
    workflowCategory: 'invoice',
    inventory: undefined,
    from: ['Sales Shipper'],
  },
  'Sales Return': {
    key: '38',
    prefix: 'SR',
    docClass: 'adjustment',
    workflowCategory: 'return',
    inventory: 'increase',
    from: ['Sales Invoice'],
  },
  'Sales Credit Memo': {
    key: '39',
    prefix: 'SC',
    docClass: 'adjustment',
    workflowCategory: 'return',
    inventory: undefined,
    from: ['Sales Invoice'],
  },
};

export const DEFINITION_NAMES = Object.keys(DEFINITIONS) as readonly Definition[];

/** How a document names its definition. */
export const definitionNamed = (id: Definition): Fields => {
  const { key } = DEFINITIONS[id];
  return { key, id, href: `/objects/order-entry/txn-definition/${key}` };
};

/** The next number of the sequence of a definition. */
export const numbered = (company: Company, definition: Definition): string =>
  `${DEFINITIONS[definition].prefix}${String(company.next(definition, 0)).padStart(4, '0')}`;

export const mayBecome = (source: Definition, target: Definition): boolean => DEFINITIONS[target].from.includes(source);

/** 1: documents of it raise the stock; -1: they lower it; 0: they leave it alone. */
export function stockSignOf(definition: Definition, settings: Settings): -1 | 0 | 1 {
  const inventory = inventoryOf(definition, settings);
  return inventory === undefined ? 0 : inventory === 'increase' ? 1 : -1;
}

const inventoryOf = (definition: Definition, { returnsMoveStock }: Settings) =>
  definition === 'Sales Return' && !returnsMoveStock ? undefined : DEFINITIONS[definition].inventory;

/**
 * `order-entry/txn-definition`, as Sage's OpenAPI document of Order Entry has it. What is converted in part stays open here,
 * and new documents of each may be made.
 */
export const TXN_DEFINITIONS: RestObject<{ readonly key: string; readonly id: Definition }> = {
  name: 'order-entry/txn-definition',
  all: () => DEFINITION_NAMES.map((id) => ({ key: DEFINITIONS[id].key, id })),
  view: ({ key, id }, { settings }): Fields => {
    const inventory = inventoryOf(id, settings);
    const { docClass, workflowCategory } = DEFINITIONS[id];
    return {
      key,
      id,
      docClass,
      workflowCategory,
      inventoryUpdateType: inventory === undefined ? 'no' : 'quantityAndValue',
      increaseOrDecreaseInventory: inventory ?? 'decrease',
      partialConvertMethod: 'leaveTransactionOpen',
      documentConversionPolicy: 'newDocumentOrConvert',
      enableSubtotals: true,
      status: 'active',
    };
  },
};
