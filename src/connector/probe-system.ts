import { IntegrationError } from '../model/integration-error.ts';
import { resultOf } from './answer-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledConnector } from './compiled-connector.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { oneLine } from './one-line.ts';
import { textOf } from './protocol/protocol.ts';
import { readAnswer, readError } from './read-answer.ts';

/** Proves that address and credentials are good, and says what was reached. Only `expect` being true counts. */
export async function probeSystem(
  channel: Channel,
  connector: CompiledConnector,
  signal: AbortSignal,
): Promise<string> {
  const { probe, title } = connector;
  if (probe === undefined) {
    throw new IntegrationError('CAPABILITY_MISSING', `the connector "${connector.system}" has no probe`, {
      connection: channel.connection,
    });
  }
  const { operation, expect, says } = probe;
  try {
    const variables = { options: channel.options };
    const answer = await readAnswer(channel, operation, { variables, signal }, false);
    const result = resultOf(channel, operation, answer);
    if (evaluateAnswer('expect', expect, result, variables) !== true) {
      throw new MalformedAnswer(`${operation.name} answered ${answer.status}, and \`${expect.source}\` does not hold`);
    }
    const told = says === undefined ? undefined : textOf(evaluateAnswer('says', says, result, variables));
    return oneLine(channel.redactor.redact(told ?? title));
  } catch (error) {
    throw readError(error, channel, operation.name);
  }
}
