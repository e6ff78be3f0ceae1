import type { SearchableRecord, Shop } from './shop.ts';

/** Finds whatever a global id names: the owner of metafields and tags, the result of `node(id)`. */
export function recordById(shop: Shop, id: string): SearchableRecord | undefined {
  return (
    shop.orders.get(id) ??
    shop.customers.get(id) ??
    shop.products.get(id) ??
    shop.variants.get(id) ??
    shop.collections.get(id) ??
    shop.companies.get(id) ??
    shop.companyLocations.get(id) ??
    shop.inventoryItems.get(id) ??
    shop.locations.get(id)
  );
}

const UPDATED_TOPIC: Readonly<Record<SearchableRecord['kind'], string | null>> = {
  Order: 'ORDERS_UPDATED',
  Customer: 'CUSTOMERS_UPDATE',
  Product: 'PRODUCTS_UPDATE',
  ProductVariant: null,
  Collection: 'COLLECTIONS_UPDATE',
  Company: 'COMPANIES_UPDATE',
  CompanyLocation: 'COMPANY_LOCATIONS_UPDATE',
  InventoryItem: 'INVENTORY_ITEMS_UPDATE',
  Location: null,
};

/** Stamps a change and tells the webhooks: every write comes back as an echo, also the caller's own. */
export function changed(shop: Shop, record: SearchableRecord): void {
  shop.touch(record);
  const topic = UPDATED_TOPIC[record.kind];
  if (topic !== null) shop.emit(topic, record.id);
}
