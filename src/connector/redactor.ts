/** Takes secrets out of text that people will see. Learns tokens as they are fetched. */
export interface Redactor {
  learn(secret: string): void;
  redact(text: string): string;
}

const GONE = '[secret]';

/**
 * What carries a secret by its form, whoever sent it: values of authorization schemes, parameters and fields with
 * telling names, and the query of any address (signed links carry their signature there).
 */
const TELLING: readonly (readonly [RegExp, string])[] = [
  [/\b(Basic|Bearer|OAuth|Token)\s+[A-Za-z0-9+/=._~"-]{8,}[^\n]*/gi, `$1 ${GONE}`],
  [/\b(https?:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/gi, '$1?…'],
  [/\b(https?:\/\/)[^\s/@"'<>]+@/gi, '$1'],
  [
    /\b((?:oauth_\w+|(?:access_|refresh_|id_)?token|api[_-]?key|consumer_key|consumer_secret|client_secret|password|signature|sig|secret|cookie|authorization))(["']?\s*[=:]\s*["']?)[^\s"'&,;<>]+/gi,
    `$1$2${GONE}`,
  ],
];

/** Tokens live about an hour; the ones before the last few are of no use to anybody. */
const MOST_LEARNED = 10;

export function createRedactor(secrets: readonly string[]): Redactor {
  const learned: string[] = [];
  return {
    learn: (secret) => {
      if (!learned.includes(secret)) learned.push(secret);
      learned.splice(0, Math.max(0, learned.length - MOST_LEARNED));
    },
    redact: (text) => {
      let clean = text;
      // Made when they are needed: most connections are closed without a word on what went wrong.
      for (const form of formsOf([...secrets, ...learned])) clean = without(clean, form);
      for (const [pattern, replacement] of TELLING) clean = clean.replace(pattern, replacement);
      return clean;
    },
  };
}

/** A secret as it may come back: as it is, percent-encoded, as a form value, in JSON, in base64. Longest first. */
function formsOf(secrets: readonly string[]): string[] {
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      new URLSearchParams([['', secret]]).toString().slice(1),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** A secret of under four characters is removed where it stands alone: inside words it would leave nothing readable. */
function without(text: string, secret: string): string {
  if (secret.length >= 4) return text.replaceAll(secret, GONE);
  const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'g'), GONE);
}
