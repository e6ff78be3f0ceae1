import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The ERP of docs/adding-a-system.md: customers with an access key, two a page, found by their mail address. */
export interface OrchardErp extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  readonly customers: readonly OrchardCustomer[];
  /** How many customers were asked to be made. */
  readonly creates: () => number;
}

export interface OrchardCustomer {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly modifiedAt: string;
}

const KEY = 'orchard-test-key';
const PAGE = 2;

export async function startOrchard(): Promise<OrchardErp> {
  const customers: OrchardCustomer[] = [];
  let creates = 0;
  const made = (id: number, fields: Partial<OrchardCustomer>): OrchardCustomer => ({
    name: '',
    email: '',
    phone: null,
    ...fields,
    id,
    modifiedAt: new Date().toISOString(),
  });
  for (const name of ['Ada', 'Ben', 'Cleo'])
    customers.push(made(customers.length + 1, { name, email: `${name.toLowerCase()}@orchard.example.com` }));

  const answer = (method: string, url: URL, body: Partial<OrchardCustomer>): readonly [number, unknown] => {
    const [, id] = /^\/v4\/customers\/(\d+)$/.exec(url.pathname) ?? [];
    const index = customers.findIndex((each) => each.id === Number(id));
    const there = customers[index];
    if (id !== undefined && there === undefined) return [404, { message: 'no such customer' }];
    if (there !== undefined && method === 'GET') return [200, there];
    if (there !== undefined && method === 'PATCH') {
      customers[index] = made(there.id, { ...there, ...body });
      return [200, customers[index]];
    }
    if (url.pathname !== '/v4/customers') return [404, { message: 'no such path' }];
    if (method === 'POST') {
      creates += 1;
      if (customers.some(({ email }) => email === body.email)) return [409, { message: 'the mail address is taken' }];
      customers.push(made(customers.length + 1, body));
      return [201, customers.at(-1)];
    }
    const [email, since] = [url.searchParams.get('email'), url.searchParams.get('modifiedSince')];
    const chosen = customers.filter(
      (each) => (email === null || each.email === email) && (since === null || each.modifiedAt >= since),
    );
    const page = Number(url.searchParams.get('page') ?? '1');
    return [200, { items: chosen.slice((page - 1) * PAGE, page * PAGE) }];
  };

  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const [status, value] =
        request.headers['x-orchard-key'] === KEY
          ? answer(
              request.method ?? '',
              new URL(request.url ?? '', 'http://127.0.0.1'),
              text === '' ? {} : (JSON.parse(text) as Partial<OrchardCustomer>),
            )
          : [401, { message: 'the key is missing' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: KEY,
    customers,
    creates: () => creates,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
