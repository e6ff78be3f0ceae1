/** What an answer of a system means for the request that it answers. */
export const VERDICTS = {
  success: 'done, when the answer’s body proves it',
  absent: 'what was asked for is not there',
  retry: 'did not happen; try again later',
  'rate-limited': 'did not happen; wait as told, then try again',
  're-authenticate': 'did not happen; sign in anew, once, then try again',
  'look-up': 'may have happened; find out before anything else',
  reject: 'this record will never be accepted as it is',
  halt: 'nothing will be accepted from this connection until a person acts',
  partial: 'some of it happened; find out what',
} as const;

export type Verdict = keyof typeof VERDICTS;
