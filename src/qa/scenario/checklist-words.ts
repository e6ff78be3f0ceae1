/** What testers call the parts of a checklist item, and where a connector's `checklist` has them, by document. */
export const CHECKLIST_WORDS = {
  order: {
    'order number': 'ORD-01',
    customer: 'ORD-02.name',
    'e-mail': 'ORD-02.email',
    phone: 'ORD-02.phone',
    'ship to': 'ORD-02.ship_to',
    items: 'ORD-03.items',
    names: 'ORD-03.names',
    quantities: 'ORD-04.quantities',
    'unit prices': 'ORD-04.unit_prices',
    'shipping method': 'ORD-05.method',
    'shipping cost': 'ORD-05.cost',
    tax: 'ORD-06.tax',
    net: 'ORD-06.net',
    total: 'ORD-06.total',
    charges: 'ORD-06.charges',
    currency: 'ORD-06.currency',
    'coupon codes': 'ORD-07.codes',
    discount: 'ORD-07.discount',
    'line discounts': 'ORD-07.line_discounts',
    'payment method': 'ORD-09.method',
    paid: 'ORD-09.paid',
    'payment reference': 'ORD-09.reference',
    'paid by credit': 'ORD-09.credits',
    'PO number': 'ORD-02.po_number',
    note: 'ORD-02.note',
    'order date': 'ORD-01.date',
    'tax exemption': 'ORD-06.exemption',
    'credit application': 'ORD-02.credit',
  },
  customer: {
    name: 'CUS-01',
    'e-mail': 'CUS-02',
    'billing address': 'CUS-03.billing',
    'shipping address': 'CUS-03.shipping',
    phone: 'CUS-01.phone',
    kind: 'CUS-01.kind',
    'applies for credit': 'CUS-04',
    'tax certificate': 'CUS-05',
    taxed: 'CUS-05.taxed',
    'PO number required': 'CUS-06',
  },
  product: {
    name: 'PRD-01.name',
    description: 'PRD-01.description',
    status: 'PRD-01.status',
    price: 'PRD-02.price',
    categories: 'PRD-03.categories',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type WordedDocument = keyof typeof CHECKLIST_WORDS;

export const wordsOf = (document: WordedDocument): Readonly<Record<string, string>> => CHECKLIST_WORDS[document];

/** A value of a native document as a tester writes it: lists with commas, yes and no, nothing as "-". */
export function inTestersWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return '-';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(inTestersWords).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
