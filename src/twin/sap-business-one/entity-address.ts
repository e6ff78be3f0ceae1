import type { Scalar } from './row.ts';
import { unknownResource } from './service-layer-error.ts';

/** `Orders(123)/Cancel`: an entity set, the key of one of its entities, and what follows. */
export interface EntityAddress {
  readonly set: string;
  /** Values of the key in the order in which they stand, or by name; none for the set itself. */
  readonly key: readonly { readonly name?: string; readonly value: Scalar }[] | undefined;
  /** `Cancel`, `$count`; empty when nothing follows. */
  readonly rest: string;
}

const ADDRESS = /^([A-Za-z_]\w*)(?:\(((?:[^()']|'(?:[^']|'')*')*)\))?(?:\/([$\w]+))?$/;
const KEY = /\s*(?:(\w+)\s*=\s*)?(?:'((?:[^']|'')*)'|(-?\d+))\s*(?:,|$)/y;

/** Reads a decoded address below the version. Throws 404 where it is none. */
export function readAddress(path: string): EntityAddress {
  const match = ADDRESS.exec(path);
  if (match === null) throw unknownResource(path);
  const [, set = '', written, rest = ''] = match;
  return { set, key: written === undefined ? undefined : readKey(written, path), rest };
}

function readKey(written: string, path: string) {
  const key: { readonly name?: string; readonly value: Scalar }[] = [];
  let at = 0;
  while (at < written.length) {
    KEY.lastIndex = at;
    const match = KEY.exec(written);
    if (match === null) throw unknownResource(path);
    const [, name, text, number] = match;
    const value = number === undefined ? (text ?? '').replaceAll("''", "'") : Number(number);
    key.push(name === undefined ? { value } : { name, value });
    at = KEY.lastIndex;
  }
  if (key.length === 0) throw unknownResource(path);
  return key;
}
