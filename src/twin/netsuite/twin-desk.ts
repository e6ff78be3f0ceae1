import { decimal, ZERO } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { type Entry, listOf, textOf } from './entry.ts';
import { PLAIN, type Records, typeNamed } from './records.ts';
import { draftOf } from './transforms.ts';
import type { Body } from './write-fields.ts';

/** What people do on the screens of NetSuite while the shop goes on: for tests and samples, not over HTTP. */
export class TwinDesk {
  readonly account: Account;
  readonly #records: Records;

  constructor(account: Account, records: Records) {
    this.account = account;
    this.#records = records;
  }

  /** Creates a record by the fields of the record service. */
  create(type: string, fields: Body): Entry {
    return this.#records.create(typeNamed(type), fields);
  }

  change(type: string, id: string, fields: Body, replace: readonly string[] = []): Entry {
    return this.#records.change(typeNamed(type), id, fields, { refuseUnknown: true, replace: new Set(replace) });
  }

  remove(type: string, id: string): void {
    this.#records.remove(typeNamed(type), id);
  }

  transform(source: string, id: string, target: string, fields: Body = {}): Entry {
    const from = typeNamed(source);
    const draft = draftOf(this.account, from, this.#records.get(from, id), target);
    return this.#records.createFrom(typeNamed(target), draft, fields, { ...PLAIN, replace: new Set(['item']) });
  }

  /** The record as its screen shows it. */
  shown(type: string, id: string): Entry {
    const known = typeNamed(type);
    return this.#records.present(known, this.#records.get(known, id));
  }

  /** A stock item with its base price in the first currency, and pieces in the first location. */
  addItem({
    sku,
    name,
    price,
    stock = 0,
    ...fields
  }: {
    readonly sku: string;
    readonly name: string;
    readonly price?: number;
    readonly stock?: number;
    readonly class?: { readonly id: string };
  }): Entry {
    const item = this.create('inventoryItem', {
      itemId: sku,
      displayName: name,
      isOnline: true,
      ...(price === undefined ? {} : { price: { items: [{ priceLevel: { id: '1' }, price }] } }),
      ...fields,
    });
    if (stock !== 0) this.adjust(sku, stock);
    return item;
  }

  /** Counts pieces up or down in a location (the first one when none is named). */
  adjust(sku: string, pieces: number, location = this.account.settings.locations[0]?.id ?? ''): void {
    this.account.stock.post(this.itemOf(sku).id, location, ZERO.plus(pieces));
  }

  itemOf(sku: string): Entry {
    const found = this.account.all('inventoryItem').find((item) => textOf(item, 'itemId') === sku);
    if (found === undefined) throw new Error(`no item ${sku}`);
    return found;
  }

  /**
   * The orders that carry a shop's number and are neither cancelled nor closed: as their external id, in which other
   * characters than letters, digits and - stand as _ and their code, or in a field of its own where they have none.
   */
  ordersFor(shopNumber: string): Entry[] {
    const carries = (order: Entry) => {
      const externalId = textOf(order, 'externalId');
      return externalId === ''
        ? textOf(order, 'custbody_shop_order_no') === shopNumber
        : decodedId(externalId) === shopNumber;
    };
    return this.account
      .all('salesOrder')
      .filter((order) => carries(order) && !['C', 'H'].includes(textOf(order, 'status')));
  }

  /** Deposits whose external id is a shop's number, as that of an order, with the id of a payment behind a slash; oldest first. */
  depositsFor(shopNumber: string): Entry[] {
    return this.account
      .all('customerDeposit')
      .filter((deposit) => decodedId(textOf(deposit, 'externalId')).startsWith(`${shopNumber}/`));
  }

  approve(order: Entry): Entry {
    return this.change('salesOrder', order.id, { orderStatus: { id: 'B' } });
  }

  /** Ships all that is left, or so many pieces by SKU, with a tracking number where one is given. */
  ship(order: Entry, pieces?: Readonly<Record<string, number>>, tracking?: string): Entry {
    if (textOf(this.current(order), 'status') === 'A') this.approve(order);
    return this.transform('salesOrder', order.id, 'itemFulfillment', {
      ...(pieces === undefined ? {} : { item: { items: this.#picked(order, pieces) } }),
      ...(tracking === undefined ? {} : { package: { items: [{ packageTrackingNumber: tracking }] } }),
      shipStatus: { id: 'C' },
    });
  }

  /** Ships, and invoices what was shipped and what needs no shipping. */
  shipAndInvoice(
    order: Entry,
    pieces?: Readonly<Record<string, number>>,
    tracking?: string,
  ): { readonly shipment: Entry; readonly invoice: Entry } {
    const shipment = this.ship(order, pieces, tracking);
    return { shipment, invoice: this.transform('salesOrder', order.id, 'invoice') };
  }

  /** Pieces of an order come back, by SKU: received on the shelf, and credited. */
  takeBack(order: Entry, pieces: Readonly<Record<string, number>>): { readonly receipt: Entry; readonly memo: Entry } {
    const authorization = this.transform('salesOrder', order.id, 'returnAuthorization', {
      orderStatus: { id: 'B' },
      item: { items: this.#picked(order, pieces) },
    });
    const receipt = this.transform('returnAuthorization', authorization.id, 'itemReceipt');
    return { receipt, memo: this.transform('returnAuthorization', authorization.id, 'creditMemo') };
  }

  /** An order as it is now: records are replaced when they change. */
  current(order: Entry): Entry {
    return this.#records.get(typeNamed('salesOrder'), order.id);
  }

  /** Lines of an order that have these items, each with as many pieces as are asked for, over several lines where needed. */
  #picked(order: Entry, pieces: Readonly<Record<string, number>>): Body[] {
    const left = new Map(Object.entries(pieces).map(([sku, wanted]) => [sku, ZERO.plus(wanted)]));
    return listOf(this.current(order), 'item').flatMap((line) => {
      const sku = textOf(this.account.item(textOf(line, 'item'))?.entry, 'itemId');
      const wanted = left.get(sku) ?? ZERO;
      const open = decimal(line.values.quantity);
      const taken = wanted.gt(open) ? open : wanted;
      left.set(sku, wanted.minus(taken));
      return taken.gt(0) ? [{ orderLine: line.values.line, quantity: Number(taken.toString()) }] : [];
    });
  }
}

const decodedId = (externalId: string): string => decodeURIComponent(externalId.replace(/_([0-9A-F]{2})/g, '%$1'));
