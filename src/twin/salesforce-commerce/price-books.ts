import { attributeIn, below, ImportError, needed, rootOf, textOf } from './impex-xml.ts';
import type { Store } from './store.ts';

export interface PriceBook {
  readonly currency: string;
  /** The price of one piece, by product. */
  readonly prices: Map<string, string>;
  /** When the price of a product counts, where its table says so; milliseconds. */
  readonly windows: Map<string, { readonly from: number; readonly to: number }>;
}

export const newPriceBook = (currency: string): PriceBook => ({ currency, prices: new Map(), windows: new Map() });

/** The price of a product that counts at this moment. */
export function priceAt({ prices, windows }: PriceBook, productId: string, now: number): string | undefined {
  const window = windows.get(productId);
  return window === undefined || (window.from <= now && now < window.to) ? prices.get(productId) : undefined;
}

const NAMESPACE = 'http://www.demandware.com/xml/impex/pricebook/2006-10-31';

/** The step ImportPriceBook in the mode MERGE: what the file does not name stays (sheet section 3.4). Answers what was not taken. */
export function importPriceBooks(xml: string, store: Store): readonly string[] {
  const warnings: string[] = [];
  for (const written of below(rootOf(xml, 'pricebooks', NAMESPACE), 'pricebook')) {
    const [header] = below(written, 'header');
    const id = needed(header === undefined ? undefined : attributeIn(header, 'pricebook-id'), 'pricebook-id');
    const currency = needed(header === undefined ? undefined : textOf(header, 'currency'), 'currency');
    const book = store.priceBooks.get(id) ?? newPriceBook(currency);
    if (book.currency !== currency) throw new ImportError(`the price book ${id} is in ${book.currency}`);
    store.priceBooks.set(id, book);
    for (const table of below(written, 'price-tables').flatMap((tables) => below(tables, 'price-table'))) {
      const productId = needed(attributeIn(table, 'product-id'), 'product-id');
      book.windows.delete(productId);
      if (attributeIn(table, 'mode') === 'delete') {
        book.prices.delete(productId);
        continue;
      }
      const amount = below(table, 'amount').find((each) => (attributeIn(each, 'quantity') ?? '1') === '1');
      const price = amount === undefined ? undefined : textOf(amount);
      if (price === undefined || !/^\d+(\.\d+)?$/.test(price)) warnings.push(`no amount for one ${productId}`);
      else book.prices.set(productId, price);
      const [from, to] = [textOf(table, 'online-from'), textOf(table, 'online-to')];
      if (from !== undefined || to !== undefined)
        book.windows.set(productId, { from: moment(from, 0), to: moment(to) });
    }
  }
  return warnings;
}

function moment(written: string | undefined, otherwise = Number.POSITIVE_INFINITY): number {
  if (written === undefined) return otherwise;
  const at = Date.parse(written);
  if (Number.isNaN(at)) throw new ImportError(`"${written}" is no time`);
  return at;
}
