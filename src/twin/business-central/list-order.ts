import { checkField, type Entity, fieldValue } from './entity.ts';
import type { Row } from './entity-set.ts';
import { badRequest } from './odata-error.ts';

/** Where a row stands in a list: its sort values, and its place of insertion to tell equal ones apart. */
export type Place = readonly [values: readonly unknown[], ordinal: number];

export interface ListOrder {
  readonly place: (row: Row) => Place;
  readonly compare: (a: Place, b: Place) => number;
}

/** `$orderby`, and what decides between equal rows. Throws BadRequest for a field that does not exist or cannot be sorted. */
export function listOrder(entity: Entity, orderBy: string | null): ListOrder {
  const keys = (orderBy ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [field = '', direction = 'asc', ...rest] = part.split(/\s+/);
      checkField(entity, field);
      if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc'))
        throw badRequest(`'${part}' is not a valid $orderby expression.`);
      return { field, sign: direction === 'desc' ? -1 : 1 };
    });
  return {
    place: (row) => [keys.map(({ field }) => fieldValue(entity, row, field)), entity.set.ordinal(row)],
    // An ordinary loop: comparing is most of the cost of listing 20,000 orders.
    compare: (a, b) => {
      for (let index = 0; index < keys.length; index += 1) {
        const sign = keys[index]?.sign ?? 1;
        const left = a[0][index] as string | number | boolean;
        const right = b[0][index] as string | number | boolean;
        if (left !== right) return left < right ? -sign : sign;
      }
      return a[1] - b[1];
    },
  };
}

/** A skip token says after which place the next page starts, so that rows which vanish meanwhile do not shift it. */
export const skipToken = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

export function readSkipToken(token: string): Place {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw badRequest(`The $skiptoken '${token}' is not valid.`);
  }
  if (!Array.isArray(place) || !Array.isArray(place[0]) || typeof place[1] !== 'number')
    throw badRequest(`The $skiptoken '${token}' is not valid.`);
  return [place[0] as unknown[], place[1]];
}
