import type { Check } from '../check.ts';

/** Forms that vendors document for their tokens, so that a real one is told from text. */
export const TOKENS: readonly (readonly [string, RegExp])[] = [
  ['a WooCommerce key', /\bc[ks]_[0-9a-f]{40}\b/],
  ['a Shopify access token', /\bshp(at|ca|pa|ss)_[0-9a-fA-F]{32}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['an AWS access key', /\bAKIA[0-9A-Z]{16}\b/],
  ['an authorization header', /\bauthorization\s*:\s*(basic|bearer)\s+[A-Za-z0-9+/=._-]{16,}/i],
];

const PIPE = 'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\n';

export const plainSecret: Check = {
  code: 'SECRET002',
  severity: 'error',
  summary: 'No file of the project holds a secret.',
  bad: { 'pipes/mine.yaml': `# ck_${'0123456789abcdef'.repeat(3).slice(0, 40)}\n${PIPE}` },
  good: { 'pipes/mine.yaml': `# the key is in the vault\n${PIPE}` },
  *look({ layers }) {
    for (const file of layers.list(
      '{pipewright.yaml,{pipes,mappings,lookups,connectors,rules}/**/*.{yaml,yml,json,jsonata,csv}}',
      'project',
    )) {
      const text = layers.read(file);
      for (const [what, form] of TOKENS) {
        const match = form.exec(text);
        if (match === null) continue;
        const before = text.slice(0, match.index);
        yield {
          at: {
            file: file.path,
            line: before.split('\n').length,
            column: before.length - before.lastIndexOf('\n'),
            length: match[0].length,
          },
          message: `${what} stands in the file`,
          hint: 'replace the secret where it was issued, it may be in the history of the repository; then bring the new one by reference',
          secret: true,
        };
      }
    }
  },
};
