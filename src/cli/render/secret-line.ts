/** A key under which people write secrets, whatever the file is. */
const SECRET_KEY =
  /(credentials?|secret|password|passwd|token|api[_-]?key|consumer[_-]?key|private[_-]?key|client[_-]?id|post)["']?\s*:/i;
const REFERENCE = /\$\{(env|file|exec):[^}]*\}/g;
const TOKEN =
  /\b(c[ks]_[0-9a-f]{8}|shp[a-z]{2}_[0-9a-f]{8}|AKIA[0-9A-Z]{8}|eyJ[\w-]{8})|-----BEGIN|\b(basic|bearer)\s+\S{12}|:\/\/[^\s/]*:[^\s/]*@/i;

/**
 * Whether a line may hold a secret that somebody wrote where a reference belongs: it is then not shown. Works on the text
 * alone, because the file may be too broken to be read.
 */
export function mayHoldSecret(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').replace(REFERENCE, '');
  if (TOKEN.test(line)) return true;
  if (SECRET_KEY.test(line) && valueAfterKey(line)) return true;
  return isInCredentials(lines, index) && valueAfterKey(line);
}

/** Something stands behind the first `key:` that names a secret, other than brackets, quotes and other keys’ references. */
function valueAfterKey(line: string): boolean {
  const colon = line.search(SECRET_KEY);
  const rest = line.slice(line.indexOf(':', Math.max(colon, 0)) + 1).replace(/#.*$/, '');
  return /[A-Za-z0-9]/.test(rest.replace(/[\w-]+["']?\s*:/g, ''));
}

function isInCredentials(lines: readonly string[], index: number): boolean {
  const indentOf = (line: string) => line.length - line.trimStart().length;
  let indent = indentOf(lines[index] ?? '');
  for (let above = index - 1; above >= 0; above -= 1) {
    const line = lines[above] ?? '';
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    if (/^\s*["']?credentials["']?\s*:/.test(line)) return true;
    indent = indentOf(line);
    if (indent === 0) return false;
  }
  return false;
}
