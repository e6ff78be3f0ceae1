import { pageReply } from './collection-page.ts';
import { INTEGER } from './parameter-schema.ts';
import { numberIn } from './request-values.ts';
import { apiUrl, links } from './resource-links.ts';
import { RestError } from './rest-error.ts';
import { ok, type RestReply, type RestRequest, type Route } from './route.ts';

interface ShippingMethod {
  readonly instanceId: number;
  readonly title: string;
  readonly methodId: string;
  readonly methodTitle: string;
  readonly cost: string;
}

interface ShippingZone {
  readonly id: number;
  readonly name: string;
  readonly methods: readonly ShippingMethod[];
}

/** The two zones and two methods of the captured shop. */
const ZONES: readonly ShippingZone[] = [
  { id: 0, name: 'Locations not covered by your other zones', methods: [] },
  {
    id: 1,
    name: 'Europe',
    methods: [
      { instanceId: 1, title: 'Standard courier', methodId: 'flat_rate', methodTitle: 'Flat rate', cost: '7.50' },
      { instanceId: 2, title: 'Express courier', methodId: 'flat_rate', methodTitle: 'Flat rate', cost: '14.99' },
    ],
  },
];

export const SHIPPING_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: '/wc/v3/shipping/zones',
    access: 'list',
    parameters: {},
    handle: (request) =>
      whole(
        request,
        ZONES.map((zone) => viewZone(zone, request.site)),
      ),
  },
  {
    methods: ['GET'],
    path: '/wc/v3/shipping/zones/{id:number}',
    access: 'view',
    parameters: { id: INTEGER },
    handle: (request) => ok(viewZone(zoneOf(request), request.site)),
  },
  {
    methods: ['GET'],
    path: '/wc/v3/shipping/zones/{id:number}/methods',
    access: 'list',
    parameters: { id: INTEGER },
    handle(request) {
      const zone = zoneOf(request);
      return whole(
        request,
        zone.methods.map((method, index) => viewMethod(method, index + 1, zone, request.site)),
      );
    },
  },
];

/** These lists have no pages, but the totals of one (captured). */
function whole(request: RestRequest, body: readonly unknown[]): RestReply {
  return pageReply({ ...request, values: { per_page: 100 } }, body.length, body.length, { body });
}

function viewZone(zone: ShippingZone, site: string) {
  const more = { describedby: `shipping/zones/${zone.id}/locations` };
  return { id: zone.id, name: zone.name, order: 0, _links: links(site, 'shipping/zones', zone.id, more) };
}

function viewMethod(method: ShippingMethod, order: number, zone: ShippingZone, site: string) {
  const path = `shipping/zones/${zone.id}`;
  return {
    id: method.instanceId,
    instance_id: method.instanceId,
    title: method.title,
    order,
    enabled: true,
    method_id: method.methodId,
    method_title: method.methodTitle,
    method_description: '<p>Lets you charge a fixed rate for shipping.</p>\n',
    settings: {
      title: setting('title', 'Name', 'text', method.title, method.methodTitle),
      tax_status: {
        ...setting('tax_status', 'Tax status', 'select', 'taxable', 'taxable'),
        options: { taxable: 'Taxable', none: 'None' },
      },
      cost: setting('cost', 'Cost', 'text', method.cost, ''),
    },
    _links: {
      ...links(site, `${path}/methods`, method.instanceId),
      describes: [{ href: apiUrl(site, path) }],
    },
  };
}

function setting(id: string, label: string, type: string, value: string, byDefault: string) {
  return { id, label, description: '', type, value, default: byDefault, tip: '', placeholder: '' };
}

function zoneOf({ values }: RestRequest): ShippingZone {
  const zone = ZONES.find((each) => each.id === numberIn(values, 'id'));
  if (zone === undefined)
    throw new RestError('woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.', 404);
  return zone;
}
