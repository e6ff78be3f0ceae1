import type { ConnectorFile } from '../model/config.generated.ts';

/** A limit of a system as a person says it: `6000 requests in 5m`. */
export function limitText(limit: ConnectorFile['limits'][number]): string {
  switch (limit.kind) {
    case 'token-bucket':
      return `${limit.requests} requests in ${limit.per}`;
    case 'concurrency':
      return `${limit.most} requests at once`;
    case 'cost':
      return `${limit.maximum} points, ${limit.restore_per_second} regained a second`;
  }
}
