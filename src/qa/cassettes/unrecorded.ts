import type { ConnectorFile } from '../../model/config.generated.ts';

/** Why what goes over between Pipewright and a system is not written down, with its name; undefined where it is. */
export function unrecorded({
  connector,
  protocol,
  auth,
}: Pick<ConnectorFile, 'connector' | 'protocol' | 'auth'>): string | undefined {
  if (protocol === 'files') return `${connector} is reached by files, and a cassette keeps what goes over HTTP`;
  // No two runs have the same one, and of a real system it is good for hours.
  if (auth.some(({ kind }) => kind === 'enveloped-session'))
    return `${connector} has its session inside the body of each call, and a cassette would keep it`;
  return undefined;
}
