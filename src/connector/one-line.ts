/** Text of a system as it may stand in a reason: one line, at most `longest` characters. */
export function oneLine(text: string, longest = 500): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…`.toWellFormed() : line;
}
