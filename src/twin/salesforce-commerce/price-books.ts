import { attributeIn, below, ImportError, needed, rootOf, textOf } from './impex-xml.ts';
import type { Store } from './store.ts';

export interface PriceBook {
  readonly currency: string;
  /** The price of one piece, by product. */
  readonly prices: Map<string, string>;
  /** What each piece costs from a quantity above one on, by product; the largest quantity first. */
  readonly breaks: Map<string, readonly PriceBreak[]>;
  /** When the price of a product counts, where its table says so; milliseconds. */
  readonly windows: Map<string, { readonly from: number; readonly to: number }>;
}

interface PriceBreak {
  readonly quantity: number;
  readonly price: string;
}

export const newPriceBook = (currency: string): PriceBook => ({
  currency,
  prices: new Map(),
  breaks: new Map(),
  windows: new Map(),
});

/** The price of a product that counts at this moment, for each of so many pieces. */
export function priceAt(book: PriceBook, productId: string, now: number, pieces = 1): string | undefined {
  const window = book.windows.get(productId);
  if (window !== undefined && (now < window.from || window.to <= now)) return undefined;
  const reached = book.breaks.get(productId)?.find(({ quantity }) => quantity <= pieces);
  return reached?.price ?? book.prices.get(productId);
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
      const forget = () => {
        for (const known of [book.windows, book.breaks, book.prices]) known.delete(productId);
      };
      if (attributeIn(table, 'mode') === 'delete') {
        forget();
        continue;
      }
      const amounts = below(table, 'amount').map((each) => ({
        quantity: Number(attributeIn(each, 'quantity') ?? '1'),
        price: textOf(each) ?? '',
      }));
      if (
        amounts.length === 0 ||
        !amounts.every(({ quantity, price }) => quantity > 0 && /^\d+(\.\d+)?$/.test(price))
      ) {
        warnings.push(`no amount for ${productId}`);
        continue;
      }
      forget();
      const one = amounts.find(({ quantity }) => quantity <= 1);
      if (one !== undefined) book.prices.set(productId, one.price);
      book.breaks.set(
        productId,
        amounts.filter(({ quantity }) => quantity > 1).sort((a, b) => b.quantity - a.quantity),
      );
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
