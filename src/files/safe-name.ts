/** One name of a path, as a record or an option may give it: no separator, no way up, nothing that a terminal would act on. */
export function isSafeName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept out.
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000-\u001f\u007f]/.test(name) && name.length <= 200;
}

/** A folder below the root: safe names joined by `/`; empty for the root itself. */
export const isSafeFolder = (folder: string): boolean => folder === '' || folder.split('/').every(isSafeName);

/** Whether a file's name fits a pattern, in which `*` stands for anything. */
export function fits(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
