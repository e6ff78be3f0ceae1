/** V2's answers to who does not ask for JSON: elements by the names of the fields, entries by `item`. */
export function xmlBody(body: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element('result', body)}`;
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return `<${name}/>`;
  if (Array.isArray(value)) return `<${name}>${value.map((each) => element('item', each)).join('')}</${name}>`;
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value)
      .map(([inner, content]) => element(inner, content))
      .join('')}</${name}>`;
  return `<${name}>${escaped(String(value))}</${name}>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
