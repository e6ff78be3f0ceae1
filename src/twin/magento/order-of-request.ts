import type { Order } from './order-state.ts';
import { RestError } from './rest-error.ts';
import { idIn, type RestRequest } from './route.ts';

export function orderIn(request: RestRequest): Order {
  const order = request.store.orders.get(idIn(request));
  if (order === undefined) throw noEntity();
  return order;
}

/** What every document of sales is called when it is not there. */
export function noEntity(): RestError {
  return new RestError(404, "The entity that was requested doesn't exist. Verify the entity and try again.");
}
