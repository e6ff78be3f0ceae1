import type { RunningTwin, TwinReply, TwinRequest } from '../../src/twin/kit/twin-server.ts';

/** Changes the text of a twin's answers to the requests that `match` names: what no well-behaved system would send. */
export function rewriteAnswers(
  { system }: RunningTwin,
  match: (request: TwinRequest) => boolean,
  rewrite: (text: string) => string,
): void {
  const handle = system.handle.bind(system);
  system.handle = async (request, expired): Promise<TwinReply> => {
    const reply = await handle(request, expired);
    if (!match(request)) return reply;
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    const headers = { 'content-type': 'application/json; charset=utf-8', ...reply.headers };
    return { ...reply, headers, body: rewrite(text) };
  };
}

/** Asks for the shop's list of orders. */
export const isOrderList = ({ method, path }: TwinRequest): boolean =>
  method === 'GET' && path.endsWith('/wc/v3/orders');

/** Replaces the value of a field in the order with this id, by its place in the text: numbers stay as they are written. */
export function replaceInOrder(list: string, id: number, field: RegExp, by: string): string {
  const start = list.indexOf(`{"id":${id},"parent_id"`);
  const end = list.indexOf(',{"id":', list.indexOf('"_links"', start));
  if (start < 0) throw new Error(`order ${id} is not in the list`);
  const order = list.slice(start, end < 0 ? undefined : end);
  const changed = order.replace(field, by);
  if (changed === order) throw new Error(`${field} is not in the order: ${order.slice(0, 300)}`);
  return list.slice(0, start) + changed + (end < 0 ? '' : list.slice(end));
}
