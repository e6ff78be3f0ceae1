import { readSource } from '../../load/source-file.ts';
import type { Check } from '../check.ts';

const PATH = 'features/pending.yaml';
const ID = /^(?:(?:ORD|CUS|INV|PRD|OPS)-\d{2}|[A-Z]\d{2})$/;
const HINT = 'write `- { id: INV-04, reason: "what is missing" }`';

export const pendingItem: Check = {
  code: 'FEATURE001',
  severity: 'error',
  summary: 'Each entry of features/pending.yaml names an item of the checklist and says why it cannot be shown yet.',
  bad: { [PATH]: '- { id: INV-04 }\n' },
  good: { [PATH]: '- { id: INV-04, reason: "nothing sends back-in-stock mail" }\n' },
  *look({ layers }) {
    const file = layers.find(PATH);
    if (file?.layer !== 'project') return;
    const { source, findings } = readSource(file.path, layers.read(file));
    for (const { at, message } of findings) yield { at, message, hint: HINT };
    if (findings.length > 0 || source.value === null) return;
    const { value } = source;
    if (!Array.isArray(value)) {
      yield { at: source.place([]), message: 'the file is no list of items', hint: HINT };
      return;
    }
    for (const [index, entry] of value.entries()) {
      const { id, reason, ...others } = typeof entry === 'object' && entry !== null ? entry : {};
      const wrong =
        typeof id !== 'string' || !ID.test(id)
          ? `the item ${index + 1} has no \`id\` of the checklist`
          : typeof reason !== 'string' || reason.trim() === ''
            ? `${id} has no \`reason\``
            : Object.keys(others).length > 0
              ? `${id} says ${Object.keys(others).join(', ')}, which nobody reads`
              : undefined;
      if (wrong !== undefined) yield { at: source.place([index]), message: wrong, hint: HINT };
    }
  },
};
