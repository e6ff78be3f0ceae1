import type { Article, Buyer } from '../../src/qa/desks/shop-desk.ts';
import type { Pair } from './pair.ts';

/** A small shop’s goods and buyers. All of it made up. */
export const GOODS = [
  { sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 400 },
  { sku: 'LAMP-01', name: 'Desk lamp', price: '39.90', stock: 80 },
  { sku: 'PEN-01', name: 'Ball pen', price: '1.33', stock: 5000 },
  { sku: 'CHAIR-01', name: 'Oak chair', price: '129.00', stock: 40 },
  { sku: 'TEE-S', name: 'T-shirt S', price: '14.99', stock: 50, variantOf: 'T-shirt' },
  { sku: 'TEE-M', name: 'T-shirt M', price: '15.49', stock: 60, variantOf: 'T-shirt' },
] as const satisfies readonly Article[];

/** Sold in the shop and unknown to the ERP. */
export const SHOP_ONLY: Article = { sku: 'BOX-XX', name: 'Gift box', price: '4.00', stock: 10 };

export const GIULIA: Buyer = {
  firstName: 'Giulia',
  lastName: 'D’Angelo',
  email: 'giulia.dangelo@example.com',
  phone: '+39 011 555 0101',
  street: 'Via Roma 1',
  city: 'Torino',
  region: 'TO',
  postcode: '10121',
  country: 'IT',
};

/** Known to the ERP before the shop began, where somebody typed his address with capitals. */
export const HANS: Buyer = {
  firstName: 'Hans',
  lastName: 'Müller',
  email: 'hans.mueller@example.com',
  phone: '+49 221 555 0102',
  street: 'Hauptstraße 5',
  city: 'Köln',
  postcode: '50667',
  country: 'DE',
};

export const OFFICINA: Buyer = {
  firstName: 'Marco',
  lastName: 'Rossi',
  email: 'acquisti@officina-verdi.example',
  phone: '+39 011 555 0103',
  street: 'Corso Francia 22',
  city: 'Collegno',
  region: 'TO',
  postcode: '10093',
  country: 'IT',
  company: 'Officina Verdi Srl',
  needsPo: true,
};

export const GUEST: Buyer = {
  firstName: 'Ana',
  lastName: 'Čapek',
  email: 'ana.capek@example.com',
  phone: '+39 02 555 0104',
  street: 'Piazza Dante 9',
  city: 'Milano',
  region: 'MI',
  postcode: '20121',
  country: 'IT',
};

/** Fills both sides: the same articles, the buyers’ accounts in the shop, one of them known to the ERP already. */
export function stock(pair: Pair): { readonly giulia: string; readonly hans: string; readonly officina: string } {
  const { shop, erp } = pair;
  shop.sell([...GOODS, SHOP_ONLY]);
  erp.addCategory({ code: 'HOME', name: 'Home & Living' });
  shop.offerCoupon({ code: 'SAVE10', percent: '10.00', off: 'order' });
  shop.offerCoupon({ code: 'MINUS5', amount: '5.00', off: 'order' });
  shop.offerCoupon({ code: 'FREESHIP', percent: '100', off: 'shipping' });
  for (const { sku, name, price, stock: pieces } of GOODS) erp.addItem({ sku, name, price, stock: pieces });
  erp.addCustomer({ number: 'C00777', name: 'Hans Müller', email: 'Hans.Mueller@Example.com', country: 'DE' });
  return { giulia: shop.register(GIULIA), hans: shop.register(HANS), officina: shop.register(OFFICINA) };
}
