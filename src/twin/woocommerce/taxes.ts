import { PAGING, pageOf, pageReply } from './collection-page.ts';
import { INTEGER, STRING } from './parameter-schema.ts';
import { numberIn, textIn } from './request-values.ts';
import { links } from './resource-links.ts';
import { RestError } from './rest-error.ts';
import { ok, type Route } from './route.ts';
import type { TaxRate } from './tax-rates.ts';

/** Reading only: a test changes the table through the twin itself. */
export const TAX_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: '/wc/v3/taxes',
    access: 'list',
    parameters: { ...PAGING, class: STRING },
    handle(request) {
      const wanted = textIn(request.values, 'class');
      const rows = request.store.taxRates.filter((rate) => wanted === undefined || rate.class === wanted);
      const page = pageOf(rows, request.values);
      return pageReply(request, rows.length, page.length, {
        body: page.map((rate) => viewTaxRate(rate, request.site)),
      });
    },
  },
  {
    methods: ['GET'],
    path: '/wc/v3/taxes/{id:number}',
    access: 'view',
    parameters: { id: INTEGER },
    handle({ store, site, values }) {
      const rate = store.taxRates.find((each) => each.id === numberIn(values, 'id'));
      if (rate === undefined) throw new RestError('woocommerce_rest_invalid_id', 'Invalid resource ID.', 404);
      return ok(viewTaxRate(rate, site));
    },
  },
  {
    methods: ['GET'],
    path: '/wc/v3/taxes/classes',
    access: 'list',
    parameters: {},
    handle({ store, site }) {
      const slugs = new Set(['standard', 'reduced-rate', 'zero-rate', ...store.taxRates.map((rate) => rate.class)]);
      return ok(
        [...slugs].map((slug) => ({ slug, name: taxClassName(slug), _links: links(site, 'taxes/classes', slug) })),
      );
    },
  },
];

function viewTaxRate(rate: TaxRate, site: string) {
  return {
    id: rate.id,
    country: rate.country,
    state: rate.state,
    postcode: rate.postcodes.at(-1) ?? '',
    city: rate.cities.at(-1) ?? '',
    rate: rate.rate,
    name: rate.name,
    priority: rate.priority,
    compound: rate.compound,
    shipping: rate.shipping,
    order: rate.order,
    class: rate.class,
    postcodes: rate.postcodes,
    cities: rate.cities,
    _links: links(site, 'taxes', rate.id),
  };
}

/** `reduced-rate` is shown as "Reduced rate". */
function taxClassName(slug: string): string {
  if (slug === 'standard') return 'Standard rate';
  const words = slug.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
