import jsonata from 'jsonata';

/** A signature such as `<s-nn?:s>`, ready to check arguments. */
export interface ArgumentCheck {
  readonly definition: string;
  /**
   * The arguments as the function is to get them: an array where one is asked for, the context where an argument was
   * left out. Throws T0410, T0411 or T0412.
   */
  validate(args: readonly unknown[], context: unknown): readonly unknown[];
}

/**
 * Reads a signature. It is jsonata's own: a function written with it in an expression carries the check in the syntax
 * tree, and the check is synchronous.
 */
export function signatureOf(definition: string): ArgumentCheck {
  const tree = jsonata(`function()${definition}{0}`).ast() as { signature?: ArgumentCheck };
  if (tree.signature === undefined) throw new Error(`${definition} is no signature`);
  return tree.signature;
}
