/** A kind of value that steps take, in the words in which testers write it. */
export interface StepParameterType {
  readonly name: string;
  readonly regexp: RegExp;
  readonly describes: string;
  readonly examples: readonly string[];
  readonly transformer: (text: string) => unknown;
}

/** Written as Cucumber's own call: editors find parameter types by it. */
const defineParameterType = (type: StepParameterType): StepParameterType => type;

/** Flows between the two systems, by the word for what they carry: capabilities on both sides, and the shipped pipe. */
export const FLOWS = {
  orders: { from: 'shop', reads: 'order.read', writes: 'order.write' },
  customers: { from: 'shop', reads: 'customer.read', writes: 'customer.write' },
  edits: { from: 'shop', reads: 'order.read', writes: 'order.revise' },
  cancellations: { from: 'shop', reads: 'order.read', writes: 'order.cancel' },
  products: { from: 'erp', reads: 'product.read', writes: 'product.write' },
  prices: { from: 'erp', reads: 'price.read', writes: 'price.write' },
  categories: { from: 'erp', reads: 'category.read', writes: 'category.write' },
  'category deletions': { from: 'erp', reads: 'category.read', writes: 'category.delete' },
  refunds: { from: 'shop', reads: 'refund.read', writes: 'refund.write' },
  stock: { from: 'erp', reads: 'stock.read', writes: 'stock.write' },
  shipments: { from: 'erp', reads: 'shipment.read', writes: 'shipment.write' },
  invoices: { from: 'erp', reads: 'invoice.read', writes: 'invoice.write' },
  payments: { from: 'shop', reads: 'payment.read', writes: 'payment.write' },
  'order statuses': { from: 'erp', reads: 'order-status.read', writes: 'order-status.write' },
} as const satisfies Readonly<Record<string, { from: 'shop' | 'erp'; reads: string; writes: string }>>;
export type Flow = keyof typeof FLOWS;

const TURNS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** Which order a step means: its place among those that were placed. */
export type Which = number | 'newest';

const MILLISECONDS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

export const PARAMETER_TYPES: readonly StepParameterType[] = [
  defineParameterType({
    name: 'person',
    regexp: /[A-Z][A-Za-zÀ-ÖØ-öø-ÿ]+/,
    describes: 'a buyer by name: one of the people below, or one whom the scenario describes',
    examples: ['Giulia', 'Officina'],
    transformer: (text) => text,
  }),
  defineParameterType({
    name: 'sku',
    regexp: /[A-Z][A-Z0-9]*-[A-Z0-9-]+/,
    describes: 'an article by its SKU, which is the number of the item in the ERP',
    examples: ['MUG-01', 'TEE-M'],
    transformer: (text) => text,
  }),
  defineParameterType({
    name: 'money',
    regexp: /-?\d+\.\d{2}/,
    describes: 'an amount with its cents, in the currency of the shop',
    examples: ['12.50'],
    transformer: (text) => text,
  }),
  defineParameterType({
    name: 'percent',
    regexp: /(\d+(?:\.\d+)?) ?%/,
    describes: 'a percentage',
    examples: ['10 %', '7.5 %'],
    transformer: (text) => text,
  }),
  defineParameterType({
    name: 'quantity',
    regexp: /\d+/,
    describes: 'a number of pieces',
    examples: ['3'],
    transformer: Number,
  }),
  defineParameterType({
    name: 'duration',
    regexp: /(\d+ (?:second|minute|hour|day)s?)/,
    describes: 'a length of time',
    examples: ['30 minutes', '7 days'],
    transformer: (text) => {
      const [count, unit = ''] = text.split(' ');
      return Number(count) * (MILLISECONDS[unit.replace(/s$/, '')] ?? 0);
    },
  }),
  defineParameterType({
    name: 'instant',
    regexp: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/,
    describes: 'a moment, in UTC',
    examples: ['2026-03-02T09:30:00Z'],
    transformer: (text) => Date.parse(text),
  }),
  defineParameterType({
    name: 'day',
    regexp: /\d{4}-\d{2}-\d{2}/,
    describes: 'a day',
    examples: ['2026-03-03'],
    transformer: (text) => text,
  }),
  defineParameterType({
    name: 'order',
    regexp: /the (?:(?:first|second|third|fourth|fifth|sixth) )?order/,
    describes: 'an order of this scenario: the newest one, or by its turn',
    examples: ['the order', 'the second order'],
    transformer: (text): Which => {
      const turn = TURNS.indexOf(text.split(' ')[1] ?? '');
      return turn === -1 ? 'newest' : turn;
    },
  }),
  defineParameterType({
    name: 'flow',
    regexp:
      /orders|customers|edits|cancellations|products|prices|categories|category deletions|refunds|stock|shipments|invoices|order statuses|payments/,
    describes: 'what is carried over, from the shop to the ERP or back',
    examples: Object.keys(FLOWS),
    transformer: (text) => text,
  }),
  defineParameterType({
    name: 'system',
    regexp: /shop|ERP/,
    describes: 'one of the two systems',
    examples: ['shop', 'ERP'],
    transformer: (text) => (text === 'ERP' ? 'erp' : 'shop'),
  }),
];
