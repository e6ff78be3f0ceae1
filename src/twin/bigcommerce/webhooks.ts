import { ApiError, notFound } from './api-error.ts';
import { Sent } from './body.ts';
import { equals, filtered, isTrue } from './filters.ts';
import { type Hook, MOST_HOOKS_OF_A_SCOPE } from './hook-book.ts';
import { v3Page } from './pages.ts';
import { type ApiRequest, idIn, type Route, route, v3 } from './route.ts';

const SCOPES =
  /^store\/(order|customer|product|sku|category|shipment|channel|priceList|information|cart|hook)\/[\w/*]+$/;

/** Registration; what is sent is in hook-book.ts. No scope of its own is needed beyond that of the resource. */
export const WEBHOOK_ROUTES: readonly Route[] = [
  route('GET', 'v3/hooks', 'none', (request) => {
    const hooks = filtered(mine(request), request.query, {
      scope: equals((hook) => hook.scope),
      destination: equals((hook) => hook.destination),
      is_active: isTrue((hook) => hook.isActive),
    });
    return v3Page(
      hooks.map((hook) => viewHook(hook, request)),
      request.query,
    );
  }),
  route('POST', 'v3/hooks', 'none', (request) => {
    const { store, account } = request;
    const sent = new Sent(request.body, 'v3');
    const scope = sent.needed('scope', sent.text('scope'));
    const destination = sent.needed('destination', sent.text('destination'));
    check(sent, scope, destination);
    const same = mine(request).filter((hook) => hook.scope === scope);
    if (same.some((hook) => hook.destination === destination))
      throw new ApiError(409, 'A webhook with this scope and destination exists already.');
    if (same.length >= MOST_HOOKS_OF_A_SCOPE)
      throw new ApiError(422, `There are ${MOST_HOOKS_OF_A_SCOPE} webhooks of this scope already.`);
    const hook = store.hooks.add(account, scope, destination, headersOf(sent) ?? {});
    hook.isActive = sent.flag('is_active') ?? true;
    return v3(viewHook(hook, request));
  }),
  route('GET', 'v3/hooks/{id:number}', 'none', (request) => v3(viewHook(hookIn(request), request))),
  route('PUT', 'v3/hooks/{id:number}', 'none', (request) => {
    const hook = hookIn(request);
    const sent = new Sent(request.body, 'v3');
    const scope = sent.text('scope') ?? hook.scope;
    const destination = sent.text('destination') ?? hook.destination;
    check(sent, scope, destination);
    hook.scope = scope;
    hook.destination = destination;
    hook.headers = headersOf(sent) ?? hook.headers;
    hook.isActive = sent.flag('is_active') ?? hook.isActive;
    hook.updatedAt = request.store.now();
    return v3(viewHook(hook, request));
  }),
  route('DELETE', 'v3/hooks/{id:number}', 'none', (request) => {
    const hook = hookIn(request);
    request.store.hooks.hooks.delete(hook.id);
    return v3(viewHook(hook, request));
  }),
];

const mine = ({ store, account }: ApiRequest): readonly Hook[] =>
  [...store.hooks.hooks.values()].filter((hook) => hook.account.clientId === account.clientId);

function hookIn(request: ApiRequest): Hook {
  const found = mine(request).find(({ id }) => id === idIn(request));
  if (found === undefined) throw notFound('webhook');
  return found;
}

function check(sent: Sent, scope: string, destination: string): void {
  if (!SCOPES.test(scope)) throw sent.refuse('scope', 'is not a known scope');
  const url = URL.canParse(destination) ? new URL(destination) : undefined;
  if (url?.protocol !== 'https:' || url.port !== '') throw sent.refuse('destination', 'https on port 443 is needed');
}

function headersOf(sent: Sent): Readonly<Record<string, string>> | undefined {
  const headers = sent.object('headers');
  if (headers === undefined) return undefined;
  return Object.fromEntries(Object.keys(headers.fields).map((name) => [name, headers.text(name) ?? '']));
}

const viewHook = (hook: Hook, { store }: ApiRequest) => ({
  id: hook.id,
  client_id: hook.account.clientId,
  store_hash: store.settings.storeHash,
  scope: hook.scope,
  destination: hook.destination,
  headers: hook.headers,
  is_active: hook.isActive,
  created_at: hook.createdAt,
  updated_at: hook.updatedAt,
});
