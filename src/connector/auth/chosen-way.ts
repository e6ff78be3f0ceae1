import type { AuthMethod } from '../../model/config.generated.ts';
import { credentialsOf } from './credentials-of.ts';

/** What a connection says of how it signs in. Of its credentials only the names count here. */
export interface SignInSettings {
  readonly auth?: string | undefined;
  readonly credentials: Readonly<Record<string, unknown>>;
}

/**
 * The way to sign in that a connection names; where it names none, the first whose credentials it brings, all of them, and
 * the connector's first where it brings none whole. Undefined when there is none of that name.
 */
export function chosenWay<W extends { readonly name: string; readonly kind: AuthMethod['kind'] }>(
  ways: readonly W[],
  { auth, credentials }: SignInSettings,
): W | undefined {
  if (auth !== undefined) return ways.find(({ name }) => name === auth);
  // A way that is compiled names its credentials where the written one does.
  const namesOf = (way: W) => credentialsOf(way as unknown as AuthMethod);
  return ways.find((way) => namesOf(way).every((name) => Object.hasOwn(credentials, name))) ?? ways[0];
}
