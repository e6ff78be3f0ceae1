import { endOf } from './call-problems.ts';
import type { Call } from './infer-call.ts';
import type { Type } from './type.ts';

/** Tells money that is worked out in binary numbers by a function. */
export function tellFloatMoney(
  name: string,
  type: Type | undefined,
  instead: string,
  { node, args, analysis }: Call,
): undefined {
  if (type === undefined || type.number?.money !== true) return undefined;
  const [argument] = args;
  analysis.tell(node, {
    kind: 'money-in-floats',
    at: node.procedure?.position ?? (argument === undefined ? (node.position ?? 0) : endOf(argument)),
    message: `${name} works out money in binary numbers, which cannot hold most cents`,
    hint: `write ${instead}(…): it takes decimal text and gives it`,
    // Both round to the digits that are stated; without them one rounds to whole numbers, the other to cents.
    ...(node.procedure !== undefined && (name === '$sum' || (name === '$round' && args.length > 1)) ? { instead } : {}),
  });
  return undefined;
}
