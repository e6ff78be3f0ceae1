import type { ScaffoldPlan } from './scaffold-plan.ts';
import { systemHints } from './system-hints.ts';

/** A lookup table with sample rows: what one thing is called in the shop and in the ERP. */
export function lookupFile(table: string, { shop, erp }: ScaffoldPlan): string {
  const shopCodes = systemHints(shop.connector.connector).codes[table] ?? ['CODE-IN-SHOP'];
  const erpCodes = systemHints(erp.connector.connector).codes[table] ?? ['CODE-IN-ERP'];
  const rows = shopCodes.map((code, index) => `${cell(code)},${cell(erpCodes[index] ?? erpCodes[0] ?? '')}`);
  return `# ${table}: what ${shop.connector.title} calls it (shop) and what ${erp.connector.title} does (erp).
# The columns are connections of pipewright.yaml. Replace the sample rows by your own codes.
# A code without a row holds its record until somebody adds the row; a row with * in the first column takes every other code.
shop,erp
${rows.join('\n')}
`;
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Tables that a mapping asks whatever its options say: `$translate('x', …)` that no \`'x' in $translated\` stands before. */
export function tablesAsked(mapping: string): string[] {
  const asked = [...mapping.matchAll(/\$translate\(\s*(['"])([a-z][a-z0-9-]*)\1/g)].map((match) => match[2] ?? '');
  return [...new Set(asked)].filter((table) => !new RegExp(`(['"])${table}\\1\\s+in\\s`).test(mapping));
}
