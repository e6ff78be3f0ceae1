import { type CancelOrder, cancelFault, cancelOrder } from './cancel-order.ts';
import { createCollection, type NewCollection } from './collections.ts';
import {
  assignRole,
  type CompanyContactInput,
  type CompanyInput,
  type CompanyLocationInput,
  createCompany,
  createContact,
  createLocation,
} from './companies.ts';
import type { CompanyLocationRecord, CompanyRecord, CustomerRecord } from './customer-record.ts';
import { type CustomerInput, createCustomer } from './customers.ts';
import { type EditOrder, editOrder } from './edit-order.ts';
import { legacyIdOf } from './global-id.ts';
import { levelOf, levelsOfItem, quantityOf } from './inventory.ts';
import type { LocationRecord, QuantityName } from './inventory-record.ts';
import { findVariant } from './line-draft.ts';
import { createMedia, type NewMedia } from './media.ts';
import { type MetafieldInput, putMetafield } from './metafields.ts';
import type { OrderRecord, RefundRecord } from './order-record.ts';
import { type OrderRisk, orderRisk, type RiskLevel } from './order-risk.ts';
import { type PlaceOrder, placeOrder } from './place-order.ts';
import type { CollectionRecord, ProductRecord, VariantRecord } from './product-record.ts';
import {
  createProduct,
  createVariant,
  deriveOptions,
  type NewProduct,
  type NewVariant,
  setAvailable,
  variantsOf,
} from './products.ts';
import { type RefundOrder, refundOrder } from './refund-order.ts';
import type { Shop } from './shop.ts';

export interface SeededVariant extends NewVariant {
  /** Available pieces: at the first location, or by location id. Not given: not stocked anywhere. */
  readonly stock?: number | Readonly<Record<string, number>>;
}

export interface SeededProduct extends NewProduct {
  readonly variants?: readonly SeededVariant[];
  /** Visible in the online store. Default true. */
  readonly published?: boolean;
  readonly collections?: readonly string[];
  readonly metafields?: readonly MetafieldInput[];
  /** Its images, processed already. */
  readonly images?: readonly NewMedia[];
}

export interface SeededCompany extends CompanyInput {
  readonly name: string;
  readonly location?: CompanyLocationInput;
  readonly contact?: CompanyContactInput;
}

/**
 * The shop seen from behind the counter: what a test puts in and looks up without the API. The same rules hold as for
 * the API (stock moves, totals are computed), but what cannot be is thrown as an Error instead of reported.
 */
export class ShopDesk {
  readonly shop: Shop;

  constructor(shop: Shop) {
    this.shop = shop;
    this.addLocation({ name: 'Main Warehouse' });
    this.#addPublication('Online Store');
  }

  get orders(): readonly OrderRecord[] {
    return [...this.shop.orders.values()];
  }

  get customers(): readonly CustomerRecord[] {
    return [...this.shop.customers.values()];
  }

  get products(): readonly ProductRecord[] {
    return [...this.shop.products.values()];
  }

  get variants(): readonly VariantRecord[] {
    return [...this.shop.variants.values()];
  }

  get collections(): readonly CollectionRecord[] {
    return [...this.shop.collections.values()];
  }

  get locations(): readonly LocationRecord[] {
    return [...this.shop.locations.values()];
  }

  addLocation(given: {
    readonly name: string;
    readonly isActive?: boolean;
    readonly address?: Partial<LocationRecord['address']>;
  }): LocationRecord {
    const id = this.shop.ids.take('Location');
    const location: LocationRecord = {
      kind: 'Location',
      id,
      legacyResourceId: legacyIdOf(id),
      name: given.name,
      isActive: given.isActive ?? true,
      fulfillsOnlineOrders: true,
      shipsInventory: true,
      address: {
        address1: '1 Depot Way',
        address2: null,
        city: 'Austin',
        province: 'Texas',
        provinceCode: 'TX',
        country: 'United States',
        countryCode: 'US',
        zip: '78701',
        phone: null,
        ...given.address,
      },
      createdAt: this.shop.now(),
      updatedAt: this.shop.now(),
      touchedMs: this.shop.nowMs(),
    };
    this.shop.locations.set(id, location);
    this.shop.revision += 1;
    return location;
  }

  /** Adds a product; without variants it gets the one default variant. */
  addProduct(given: SeededProduct): { readonly product: ProductRecord; readonly variants: readonly VariantRecord[] } {
    const product = createProduct(this.shop, given);
    for (const seed of given.variants ?? [{}]) {
      const variant = createVariant(this.shop, product, seed);
      const first = this.locations[0]?.id;
      const stock =
        typeof seed.stock === 'number' ? (first === undefined ? {} : { [first]: seed.stock }) : (seed.stock ?? {});
      for (const [locationId, quantity] of Object.entries(stock))
        setAvailable(this.shop, variant, locationId, quantity);
    }
    deriveOptions(this.shop, product);
    for (const image of given.images ?? []) product.mediaIds.push(createMedia(this.shop, image, true).id);
    if (given.published !== false)
      for (const publication of this.shop.publications.keys()) product.publications.set(publication, this.shop.now());
    for (const id of given.collections ?? []) this.shop.collections.get(id)?.productIds.push(product.id);
    for (const metafield of given.metafields ?? []) putMetafield(this.shop, product.id, metafield);
    return { product, variants: variantsOf(this.shop, product) };
  }

  addCollection(given: NewCollection): CollectionRecord {
    return createCollection(this.shop, given);
  }

  addCustomer(given: CustomerInput & { readonly metafields?: readonly MetafieldInput[] }): CustomerRecord {
    const customer = createCustomer(this.shop, given);
    for (const metafield of given.metafields ?? []) putMetafield(this.shop, customer.id, metafield);
    return customer;
  }

  /** A company with one location and, when given, a contact who may order there. */
  addCompany(given: SeededCompany): {
    readonly company: CompanyRecord;
    readonly location: CompanyLocationRecord;
    readonly contactId: string | null;
  } {
    const company = createCompany(this.shop, given);
    const location = createLocation(this.shop, company, given.location ?? {});
    const contact = given.contact === undefined ? null : createContact(this.shop, company, given.contact);
    if (contact !== null && company.roles[1] !== undefined)
      assignRole(this.shop, contact, company.roles[1].id, location.id);
    return { company, location, contactId: contact?.id ?? null };
  }

  setMetafield(ownerId: string, metafield: MetafieldInput): void {
    putMetafield(this.shop, ownerId, metafield);
  }

  placeOrder(placed: PlaceOrder): OrderRecord {
    return placeOrder(this.shop, placed);
  }

  editOrder(orderId: string, edit: EditOrder): OrderRecord {
    const order = this.order(orderId);
    editOrder(this.shop, order, edit);
    return order;
  }

  refundOrder(orderId: string, refund: RefundOrder): RefundRecord {
    return refundOrder(this.shop, this.order(orderId), refund);
  }

  /** Cancels at once, as staff do; the API does it by a job. */
  cancelOrder(orderId: string, cancel: CancelOrder): OrderRecord {
    const order = this.order(orderId);
    const fault = cancelFault(order);
    if (fault !== undefined) throw new Error(fault);
    cancelOrder(this.shop, order, cancel);
    return order;
  }

  /** Fraud analysis comes to another result, as it may some minutes after the order. */
  assessRisk(orderId: string, risk: RiskLevel | OrderRisk): OrderRecord {
    const order = this.order(orderId);
    order.risk = orderRisk(risk);
    this.shop.touch(order);
    this.shop.emit('ORDERS_RISK_ASSESSMENT_CHANGED', order.id);
    return order;
  }

  /** An order by global id or name; throws when there is none. */
  order(idOrName: string): OrderRecord {
    const order = this.shop.orders.get(idOrName) ?? this.orders.find(({ name }) => name === idOrName);
    if (order === undefined) throw new Error(`no order ${idOrName} in the twin`);
    return order;
  }

  /** A quantity of a variant (id or SKU): at one location, or summed over all of them. Throws for an unknown variant. */
  inventory(variant: string, name: QuantityName = 'available', locationId?: string): number {
    const found = findVariant(this.shop, variant);
    if (found === undefined) throw new Error(`no variant ${variant} in the twin`);
    const at = locationId === undefined ? undefined : levelOf(this.shop, found.inventoryItemId, locationId);
    const levels =
      locationId === undefined ? levelsOfItem(this.shop, found.inventoryItemId) : at === undefined ? [] : [at];
    return levels.reduce((sum, level) => sum + quantityOf(level, name), 0);
  }

  /** Stock counted or received in the shop itself. */
  setInventory(variant: string, quantity: number, locationId?: string): void {
    const found = findVariant(this.shop, variant);
    const place = locationId ?? this.locations[0]?.id;
    if (found === undefined || place === undefined) throw new Error(`no variant ${variant} or no location in the twin`);
    setAvailable(this.shop, found, place, quantity);
  }

  #addPublication(name: string): void {
    const id = this.shop.ids.take('Publication');
    this.shop.publications.set(id, { id, name });
  }
}
