import { Buffer } from 'node:buffer';
import type { BuiltInDefinition } from '../built-in.ts';
import { fail } from '../errors.ts';

function ofText(name: string, convert: (text: string) => string): BuiltInDefinition {
  return {
    name,
    signature: '<s-:s>',
    arity: 1,
    parameters: 'str',
    call: (run, text) => {
      if (text === undefined) return undefined;
      run.text((text as string).length * 3);
      return convert(text as string);
    },
  };
}

/** A conversion of URLs; half a surrogate pair, or a percent sign that begins no character, is D3140. */
const ofUrl = (name: string, convert: (text: string) => string): BuiltInDefinition =>
  ofText(name, (text) => {
    try {
      return convert(text);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return fail('D3140', { value: text, functionName: name });
    }
  });

export const encodingFunctions: readonly BuiltInDefinition[] = [
  // Bytes, not characters: a character beyond U+00FF loses its upper byte, as in jsonata.
  ofText('base64encode', (text) => Buffer.from(text, 'latin1').toString('base64')),
  ofText('base64decode', (text) => Buffer.from(text, 'base64').toString('latin1')),
  ofUrl('encodeUrlComponent', encodeURIComponent),
  ofUrl('encodeUrl', encodeURI),
  ofUrl('decodeUrlComponent', decodeURIComponent),
  ofUrl('decodeUrl', decodeURI),
];
