import { targetVerb } from '../../compile/mapping-files.ts';
import type { Loaded } from '../../load/load-project.ts';
import type { PipeFile } from '../../model/config.generated.ts';
import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

const ORDERS =
  'pipe: orders\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nneeds: [customer]\n';
const edits = (from: string) =>
  `pipe: edits\nfrom: { connection: shop, read: order${from} }\nto: { connection: erp, revise: order }\n`;

export const pipeAfter: Check = {
  code: 'PIPE212',
  severity: 'error',
  summary:
    'A pipe that revises comes after the one pipe that writes the same documents, and says nothing of its own of what they are.',
  bad: { 'pipes/orders.yaml': ORDERS, 'pipes/edits.yaml': edits('') },
  good: { 'pipes/orders.yaml': ORDERS, 'pipes/edits.yaml': edits(', after: orders') },
  *look({ pipes }) {
    for (const [name, { value, source }] of pipes) {
      const { after } = value.from;
      const { verb, document } = targetVerb(value.to);
      if (verb === 'revise' && after === undefined) {
        yield {
          at: source.place(['to', 'revise']),
          message: '`revise` needs `from.after`: the pipe whose delivered documents it changes',
          hint: `write "after: ${[...pipes].find(([, pipe]) => pipe.value.to.write === document)?.[0] ?? 'the pipe that writes them'}"`,
        };
      }
      if (after === undefined) continue;
      const at = source.place(['from', 'after']);
      const before = pipes.get(after)?.value;
      if (verb !== 'revise') {
        yield {
          at,
          message: '`after` is for a pipe that revises',
          hint: `write "to: { connection: ${value.to.connection}, revise: … }"`,
        };
      } else if (before === undefined) {
        yield { at, message: `there is no pipe "${after}"`, hint: didYouMean(after, [...pipes.keys()]) };
      } else if (!writesTheSame(before, value)) {
        yield {
          at,
          message: `"${after}" does not write what this pipe revises: both read and write the same document between the same connections`,
          hint: `name the pipe that writes ${document} to ${value.to.connection}`,
        };
      }
      const other = [...pipes].find(([each, pipe]) => each !== name && each < name && pipe.value.from.after === after);
      if (other !== undefined)
        yield {
          at,
          message: `"${other[0]}" comes after "${after}" already: one of them would get nothing`,
          hint: 'leave one of them out',
        };
      yield* ofItsOwn({ value, source }, after);
    }
  },
};

const writesTheSame = (before: PipeFile, { from, to }: PipeFile): boolean =>
  before.from.after === undefined &&
  before.from.connection === from.connection &&
  before.from.read === from.read &&
  before.to.connection === to.connection &&
  before.to.write === to.revise;

/** What it would say of the document beside the pipe before it: two ways to make one payload would one day disagree. */
function* ofItsOwn({ source }: Pick<Loaded<PipeFile>, 'value' | 'source'>, after: string) {
  const written = source.value as Readonly<Record<string, unknown>>;
  const from = written.from as Readonly<Record<string, unknown>>;
  const places = [
    ...['with', 'where', 'mapping', 'since', 'absent'].flatMap((field) => (field in from ? [['from', field]] : [])),
    ...['needs', 'modify', 'rules', 'tolerance', 'guard'].flatMap((field) => (field in written ? [[field]] : [])),
  ];
  for (const place of places)
    yield {
      at: source.place(place, true),
      message: `\`${place.at(-1)}\` is what "${after}" says: an edit is made into a payload as the document was`,
      hint: `write it in pipes/${after}.yaml`,
    };
}
