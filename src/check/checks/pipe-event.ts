import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

const PIPE = (event: string) =>
  `pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nwhen: { every: 5m, event: ${event} }\n`;

export const pipeEvent: Check = {
  code: 'PIPE209',
  severity: 'error',
  summary: 'The event that a pipe waits for is one of its source, and of the document that it reads.',
  bad: { 'pipes/mine.yaml': PIPE('customers.changed') },
  good: { 'pipes/mine.yaml': PIPE('customer.changed') },
  *look(project) {
    for (const { value, source, file } of project.pipes.values()) {
      const { event } = value.when;
      const connector = project.connectors.get(project.connections.get(value.from.connection)?.connector ?? '')?.value;
      if (event === undefined || connector === undefined) continue;
      const known = Object.keys(connector.events?.changes ?? {});
      const at = source.place(['when', 'event']);
      if (event !== `${value.from.read}.changed`) {
        yield {
          at,
          message: `the pipe reads ${value.from.read} and waits for ${event}`,
          hint: `write "event: ${value.from.read}.changed"`,
        };
      } else if (!known.includes(event) && file.layer !== 'built-in') {
        // A built-in pipe goes with every system: it takes the event where there is one, and polls everywhere.
        yield {
          at,
          message: `${connector.title} does not tell of ${event}${connector.gaps.events === undefined ? '' : `: ${connector.gaps.events}`}`,
          hint: known.length === 0 ? 'leave `event` out: the pipe polls' : didYouMean(event, known),
        };
      }
    }
  },
};
