import type Big from 'big.js';
import { decimal, plain, ZERO } from '../kit/decimal.ts';
import type { Company, Product } from './company.ts';
import { limitOf } from './read-order.ts';
import { type Fields, number, rows, text } from './request-fields.ts';
import { SxError } from './sx-error.ts';
import { isYes } from './take-order.ts';

/** `sxapiicecatalogitemmasterv3`: products, all or those changed since a day (sheet section 3.7). */
export function catalogItems(company: Company, request: Fields): Fields {
  const since = text(request, 'updateDate');
  const onlyChanged = isYes(request, 'updateRecords');
  const found = [...company.products.values()].filter(
    ({ changedAt }) => !onlyChanged || since === '' || company.time.dayOf(changedAt) >= since,
  );
  return {
    tItemmasterv3: {
      't-itemmasterv3': found.slice(0, limitOf(request, company.settings.mostRows)).map((product) => ({
        prod: product.prod,
        descrip1: product.descrip1,
        descrip2: product.descrip2,
        unitstock: product.unitstock,
        listprice1: product.listprice === undefined ? 0 : plain(product.listprice),
        prodcat: product.prodcat,
        statustype: product.statustype,
        preventfl: false,
      })),
    },
  };
}

/** `sxapiicgetproductdatageneralv3` */
export function productData(company: Company, request: Fields): Fields {
  const product = knownProduct(company, text(request, 'productCode'));
  return {
    description1: product.descrip1,
    description2: product.descrip2,
    productCategory: product.prodcat,
    statusType: product.statustype,
    unitStock: product.unitstock,
  };
}

/** `sxapiicgetwhseproductlistv3`: what a warehouse has, with the figures of `icsw` (sheet section 3.8). */
export function warehouseProducts(company: Company, request: Fields): Fields {
  const whse = text(request, 'whse') || (company.settings.warehouses[0] ?? '');
  const code = text(request, 'productCode');
  const found = [...company.products.values()].filter(
    ({ prod, onHand }) => onHand.has(whse) && (code === '' || prod === code),
  );
  return {
    tWhseprodlstV3: {
      't-whseprodlstV3': found.slice(0, limitOf(request, company.settings.mostRows)).map((product) => ({
        prod: product.prod,
        whse,
        descrip1: product.descrip1,
        qtyonhand: plain(product.onHand.get(whse) ?? ZERO),
        qtyreservd: plain(company.held(product, whse, 1)),
        qtycommit: plain(company.held(product, whse, 2)),
        netavail: plain(company.available(product, whse)),
        listprice: product.listprice === undefined ? 0 : plain(product.listprice),
      })),
    },
  };
}

/** `sxapioepricingmultiplev5`: price and availability of many items for a customer (sheet section 3.7). */
export function pricing(company: Company, request: Fields): Fields {
  const items = rows(request, 'tOemultprcinV2', 't-oemultprcinV2');
  if (items.length > 1000) throw new SxError('Too many items: 1000 is the most');
  return {
    tOemultprcoutV3: {
      't-oemultprcoutV3': items.map((item) => {
        const product = knownProduct(company, text(item, 'prod'));
        const whse = text(item, 'whse') || (company.settings.warehouses[0] ?? '');
        const quantity = number(item, 'qtyord') ?? decimal(1);
        const price: Big = product.listprice ?? ZERO;
        return {
          seqno: Number(text(item, 'seqno')),
          prod: product.prod,
          whse,
          qtyord: plain(quantity),
          unit: text(item, 'unit') || product.unitstock,
          price: plain(price),
          extamt: plain(price.times(quantity)),
          netavail: plain(company.available(product, whse)),
          listprice: plain(price),
          qtybreakexistfl: false,
        };
      }),
    },
  };
}

function knownProduct({ products }: Company, code: string): Product {
  const product = products.get(code.toUpperCase());
  if (product === undefined) throw new SxError(`Product ${code} Not Set Up in Product Setup - ICSP (4600)`);
  return product;
}
