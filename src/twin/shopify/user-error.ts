/** One entry of a mutation's `userErrors`. `field` is the path into the arguments, null when none is to blame. */
export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
}

export interface Refusal {
  readonly userErrors: readonly UserError[];
}

/** A mutation payload that did nothing: every other field of it is null. The HTTP status is 200 all the same. */
export function refuse(field: readonly string[] | null, message: string, code: string | null = null): Refusal {
  return { userErrors: [{ field, message, code }] };
}

export const NO_ERRORS: readonly UserError[] = [];
