import { STRING } from './parameter-schema.ts';
import { textIn } from './request-values.ts';
import { links } from './resource-links.ts';
import { RestError } from './rest-error.ts';
import { ok, type Route } from './route.ts';

export interface PaymentGateway {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly supports: readonly string[];
}

const GATEWAYS: readonly PaymentGateway[] = [
  { id: 'bacs', title: 'Bank transfer', enabled: true, supports: ['products'] },
  { id: 'cheque', title: 'Check payments', enabled: false, supports: ['products'] },
  { id: 'cod', title: 'Cash on delivery', enabled: true, supports: ['products'] },
  { id: 'stripe', title: 'Card', enabled: true, supports: ['products', 'refunds'] },
];

export function paymentGateway(id: string): PaymentGateway | undefined {
  return GATEWAYS.find((gateway) => gateway.id === id);
}

export const PAYMENT_GATEWAY_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: '/wc/v3/payment_gateways',
    access: 'list',
    parameters: {},
    handle: ({ site }) => ok(GATEWAYS.map((gateway) => viewGateway(gateway, site))),
  },
  {
    methods: ['GET'],
    path: '/wc/v3/payment_gateways/{id}',
    access: 'view',
    parameters: { id: STRING },
    handle({ site, values }) {
      const gateway = paymentGateway(textIn(values, 'id') ?? '');
      if (gateway === undefined)
        throw new RestError('woocommerce_rest_payment_gateway_invalid', 'Resource does not exist.', 404);
      return ok(viewGateway(gateway, site));
    },
  },
];

function viewGateway(gateway: PaymentGateway, site: string) {
  return {
    id: gateway.id,
    title: gateway.title,
    description: '',
    order: GATEWAYS.indexOf(gateway),
    enabled: gateway.enabled,
    method_title: gateway.title,
    method_description: '',
    method_supports: gateway.supports,
    settings: {},
    needs_setup: false,
    _links: links(site, 'payment_gateways', gateway.id),
  };
}
