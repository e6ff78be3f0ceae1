import { cents, decimal, plain } from '../kit/decimal.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Company } from './company.ts';
import { listPrice } from './order-totals.ts';
import { businessRule, notFound } from './rest-error.ts';
import { type Row, type Scalar, textOf } from './row.ts';

type Json = Readonly<Record<string, unknown>>;

/** Items, their prices and what is available of them, over `{base}/api/inventory/parts` (sheet section 3.4). */
export class PartsApi {
  readonly #company: Company;

  constructor(company: Company) {
    this.#company = company;
  }

  /** `GET …/parts/{ItemId}` */
  part(itemId: string, { query }: TwinRequest): TwinReply {
    const item = this.#item(itemId);
    const asked = (query.get('extendedproperties') ?? '').split(',').map((name) => name.trim());
    const wants = (part: string) => asked.includes('*') || asked.includes(part);
    const { stock, itemUnits } = this.#company;
    const uid = item.inv_mast_uid ?? null;
    const prices = Array.from({ length: 10 }, (_, index) => [`Price${index + 1}`, item[`price${index + 1}`] ?? 0]);
    return {
      status: 200,
      body: {
        ItemId: item.item_id,
        ItemDesc: item.item_desc,
        ExtendedDesc: item.extended_desc,
        InvMastUid: uid,
        DefaultSellingUnit: item.default_selling_unit,
        ...Object.fromEntries(prices),
        Locations: wants('Locations')
          ? { list: stock.filter((row) => row.inv_mast_uid === uid).map(locationFields) }
          : null,
        Suppliers: wants('Suppliers') ? { list: [] } : null,
        UnitsOfMeasure: wants('UnitsOfMeasure')
          ? {
              list: itemUnits
                .filter((row) => row.inv_mast_uid === uid)
                .map((row) => ({ UnitOfMeasure: row.unit_of_measure, UnitSize: row.unit_size })),
            }
          : null,
      },
    };
  }

  /** `POST …/parts/prices?companyId=&customerId=&salesLocId=` */
  prices({ query, body }: TwinRequest): TwinReply {
    this.#checkCustomer(query);
    return { status: 200, body: asked(body).map((each) => this.#priced(each)) };
  }

  /** `GET …/parts/{ItemId}/v2/price?companyId&customerId&salesLocId&sourceLocId&uom&priceUom&unitQuantity` */
  price(itemId: string, { query }: TwinRequest): TwinReply {
    this.#checkCustomer(query);
    const given = { ItemId: itemId, SourceLocId: query.get('sourceLocId'), UOM: query.get('uom') ?? undefined };
    return { status: 200, body: this.#priced({ ...given, UnitQuantity: query.get('unitQuantity') ?? undefined }) };
  }

  #checkCustomer(query: URLSearchParams): void {
    const { settings } = this.#company;
    if (query.get('companyId') !== settings.company) throw businessRule('companyId is not valid.');
    if (this.#company.customer(Number(query.get('customerId'))) === undefined)
      throw businessRule(`Customer ID '${query.get('customerId')}' was not found.`);
    if (!settings.locations.includes(Number(query.get('salesLocId')))) throw businessRule('salesLocId is not valid.');
  }

  #priced({ ItemId, SourceLocId, UnitQuantity = 1, UOM }: Json): Json {
    const item = this.#item(String(ItemId));
    const stock = this.#company.stock.get(Number(SourceLocId), item.inv_mast_uid ?? null);
    if (stock === undefined)
      throw businessRule(`Item ID '${String(ItemId)}' is not at location ${String(SourceLocId)}.`);
    const unit = typeof UOM === 'string' ? UOM : textOf(item, 'default_selling_unit');
    const size = this.#company.unitSize(item, unit);
    if (size === undefined) throw businessRule(`Unit of Measure '${unit}' was not found.`);
    const price = listPrice(item, size);
    return {
      ItemId: item.item_id,
      UnitPrice: price,
      BaseUnitPrice: listPrice(item, 1),
      UOM: unit,
      UOMUnitSize: size,
      PriceUOM: unit,
      ExtendedPrice: plain(cents(decimal(price).times(Number(UnitQuantity)))),
      PricePageUid: 0,
      LocationId: stock.location_id,
      QuantityAvailable: plain(decimal(stock.qty_on_hand).minus(decimal(stock.qty_allocated))),
      QuantityOnHand: stock.qty_on_hand,
      QuantityAllocated: stock.qty_allocated,
      QuantityNonPickable: 0,
      QuantityQuarantined: 0,
      QuantityFrozen: 0,
      LocationType: 'W',
    };
  }

  #item(itemId: string): Row {
    const item = this.#company.itemById(itemId);
    if (item === undefined) throw notFound(`Item ${itemId}`);
    return item;
  }
}

const locationFields = (row: Row): Record<string, Scalar | boolean> => ({
  LocationId: row.location_id ?? null,
  CompanyId: row.company_id ?? null,
  QtyOnHand: row.qty_on_hand ?? 0,
  ProductGroupId: row.product_group_id ?? null,
  Sellable: row.sellable ?? null,
  Stockable: row.stockable ?? null,
  Delete: false,
});

function asked(text: string): readonly Json[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw businessRule(`The request is not JSON: ${String(error)}`);
  }
  if (!Array.isArray(body)) throw businessRule('The request is not a list of items.');
  return body as Json[];
}
