/** Fictional buyers and goods that sample shops are filled with. The same for every system, so that twins fit one another. */
export interface SampleBuyer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
  readonly company?: string;
}

export const SAMPLE_BUYERS: readonly SampleBuyer[] = [
  {
    firstName: 'Marta',
    lastName: 'Conti',
    email: 'marta.conti@example.com',
    phone: '+39 055 5550101',
    street: 'Via delle Prove 1',
    city: 'Firenze',
    postcode: '50122',
    country: 'IT',
  },
  {
    firstName: 'Jonas',
    lastName: 'Weber',
    email: 'jonas.weber@example.org',
    phone: '+49 30 5550102',
    street: 'Musterstraße 2',
    city: 'Berlin',
    postcode: '10115',
    country: 'DE',
    company: 'Weber Bürobedarf GmbH',
  },
  {
    firstName: 'Elena',
    lastName: 'Rossi',
    email: 'elena.rossi@example.net',
    phone: '+39 02 5550103',
    street: 'Corso Esempio 3',
    city: 'Milano',
    postcode: '20121',
    country: 'IT',
  },
];

export interface SampleItem {
  readonly sku: string;
  readonly name: string;
  readonly price: string;
  readonly stock: number;
}

export const SAMPLE_ITEMS: readonly SampleItem[] = [
  { sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 10_000 },
  { sku: 'PEN-02', name: 'Ballpoint pen', price: '1.33', stock: 50_000 },
  { sku: 'LAMP-03', name: 'Desk lamp', price: '39.90', stock: 10_000 },
];

/** The sample order of a number, counted from 0: who buys what. The same number is the same order each time. */
export function sampleOrder(index: number): {
  readonly buyer: SampleBuyer;
  readonly lines: readonly { readonly item: SampleItem; readonly quantity: number }[];
} {
  const pick = <T>(list: readonly T[], at: number): T => {
    const found = list[at % list.length];
    if (found === undefined) throw new RangeError('there are no samples');
    return found;
  };
  const lines = [{ item: pick(SAMPLE_ITEMS, index), quantity: (index % 3) + 1 }];
  if (index % 2 === 1) lines.push({ item: pick(SAMPLE_ITEMS, index + 1), quantity: 1 });
  return { buyer: pick(SAMPLE_BUYERS, index), lines };
}
