import type Big from 'big.js';
import { plain, ZERO } from '../kit/decimal.ts';
import type { TwinReply } from '../kit/twin-server.ts';
import type { Company, Product } from './company.ts';
import { notFound, refused } from './eclipse-error.ts';
import { moneyView } from './money.ts';
import { resultList } from './result-list.ts';

/** `/Products`: natural keys are the catalogue number and the UPC (sheet section 3.4; names of fields are assumptions). */
export function productList(company: Company, query: URLSearchParams): TwinReply {
  const wanted = query.get('catalogNumber');
  return resultList(company, query, {
    family: 'Products',
    rows: [...company.products.values()].filter(({ catalogNumber }) => wanted === null || catalogNumber === wanted),
    updatedAt: ({ updatedAt }) => updatedAt,
    words: ({ catalogNumber, description, upc }) => [catalogNumber, description, upc],
    view: (product) => productView(company, product),
  });
}

export function productReply(company: Company, id: string): TwinReply {
  return { status: 200, body: productView(company, known(company, id)) };
}

function productView({ time }: Company, product: Product) {
  const { id, catalogNumber, description, longDescription, upc, priceLine, buyLine, selectCode } = product;
  return {
    id,
    catalogNumber,
    description,
    longDescription,
    upc,
    status: product.status,
    deleted: product.deleted,
    priceLine,
    buyLine,
    selectCode,
    stocked: product.stocked,
    uoms: product.uoms,
    updatedAt: time.ofInstant(product.updatedAt),
  };
}

/** `/ProductInventoryList`: a row for each product and branch that the user may see, in base units (sheet section 3.5). */
export function inventoryList(company: Company, query: URLSearchParams): TwinReply {
  const [productId, branch] = [query.get('productId'), query.get('branch')];
  const { visibleBranches } = company.settings;
  const rows = [...company.products.values()]
    .filter(({ stocked, id }) => stocked && (productId === null || id === productId))
    .flatMap((product) => visibleBranches.map((each) => ({ product, branch: each })))
    .filter((row) => branch === null || row.branch === branch);
  return resultList(company, query, {
    family: 'Products',
    rows,
    view: ({ product, branch: at }) => {
      const onHand = product.onHand.get(at) ?? ZERO;
      const committed = company.committed(product, at);
      return {
        productId: product.id,
        branch: at,
        onHandQuantity: plain(onHand),
        committedQuantity: plain(committed),
        availableQuantity: plain(onHand.minus(committed)),
        onOrderQuantity: 0,
        uom: product.uoms[0]?.uom ?? '',
      };
    },
  });
}

/**
 * `/ProductPricing`: the price of each product for a customer at a branch, resolved now. The path and the parameters are
 * assumptions, the answer was seen (sheet section 3.4).
 */
export function productPricing(company: Company, query: URLSearchParams): TwinReply {
  const ids = (query.get('productIds') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw refused('productIds is missing');
  const { settings, customers } = company;
  const customer = query.get('customerId');
  if (customer !== null && !customers.has(customer)) throw notFound('Customer', customer);
  const branch = query.get('branch') ?? settings.branches[0];
  return {
    status: 200,
    body: {
      metadata: { startIndex: 0, pageSize: ids.length, totalItems: ids.length },
      results: ids.map((id) => {
        const product = known(company, id);
        return {
          productId: id,
          branch,
          pricingPerQuantity: product.pricingPerQuantity,
          pricingUOM: product.uoms[0]?.uom ?? '',
          ...(product.price === undefined ? {} : { productUnitPrice: moneyView(priceFor(product), settings.currency) }),
          quantityBreaks: [],
        };
      }),
    },
  };
}

const priceFor = ({ price = ZERO, pricingPerQuantity }: Product): Big => price.times(pricingPerQuantity);

function known({ products }: Company, id: string): Product {
  const product = products.get(id);
  if (product === undefined) throw notFound('Product', id);
  return product;
}
