import type { Check } from '../check.ts';

const PIPE = (document: string) =>
  `pipe: mine\nfrom: { connection: ${document === 'order' ? 'shop' : 'erp'}, read: ${document} }\nto: { connection: ${document === 'order' ? 'erp' : 'shop'}, write: ${document}, again: 1d }\n`;

export const pipeAgain: Check = {
  code: 'PIPE214',
  severity: 'error',
  summary: 'What is sent again changes what the target has: the target must be able to change it.',
  bad: { 'pipes/mine.yaml': PIPE('order') },
  good: { 'pipes/mine.yaml': PIPE('stock') },
  *look({ pipes, connections, connectors }) {
    for (const { value, source } of pipes.values()) {
      if (value.to.again === undefined) continue;
      const system = connections.get(value.to.connection)?.connector ?? '';
      const connector = connectors.get(system)?.value;
      // An unknown system or capability is told by other checks.
      const capability = connector?.capabilities[`${value.to.write}.write`];
      if (connector === undefined || (value.to.write !== undefined && capability === undefined)) continue;
      if (capability !== undefined && 'update' in capability) continue;
      yield {
        at: source.place(['to', 'again']),
        message:
          value.to.write === undefined
            ? '`again` is for what is written: what was cancelled, deleted or revised stays so'
            : `${connector.title} cannot change the ${value.to.write} that it has, so each would be held instead of sent \`again\``,
        hint: 'leave `again` out',
      };
    }
  },
};
