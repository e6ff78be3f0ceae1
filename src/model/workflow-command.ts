/**
 * Text in GitHub's workflow commands: `%` and line breaks are escaped, and in properties `:` and `,` as well
 * (https://docs.github.com/actions/reference/workflow-commands).
 */
export const commandData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

export const commandProperty = (text: string): string =>
  commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
