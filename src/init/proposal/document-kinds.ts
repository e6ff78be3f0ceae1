/** Which document of Pipewright a collection of an API most likely holds, by the last part of its path. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(sales-?)?orders?$/, 'order'],
  [/^(customers?|accounts?|business-?partners?)$/, 'customer'],
  [/^(products?|items?|articles?|materials?)$/, 'product'],
  [/^(stock(-?levels?)?|inventor(y|ies)(-?levels?)?|availabilit(y|ies))$/, 'stock'],
  [/^(prices?|price-?list-?items?)$/, 'price'],
  [/^((item|product)-?)?(categories|category|groups?)$/, 'category'],
  [/^(shipments?|deliver(y|ies)|fulfil?lments?)$/, 'shipment'],
  [/^((sales-?)?invoices?)$/, 'invoice'],
  [/^(refunds?|returns?|credit-?(memos?|notes?))$/, 'refund'],
];

export function documentOf(path: string): string | undefined {
  const last = path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
  const plain = last
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
  return KINDS.find(([pattern]) => pattern.test(plain))?.[1];
}
