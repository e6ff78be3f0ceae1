import type { Check } from '../check.ts';

const SHOP = (url: string) =>
  `project: sample\nconnections:\n  shop:\n    connector: woocommerce\n    url: ${url}\n    credentials: { consumer_key: "\${env:WOO_KEY}", consumer_secret: "\${env:WOO_SECRET}" }\n`;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export const connectionUrl: Check = {
  code: 'PROJECT109',
  severity: 'error',
  summary: 'A connection is reached over TLS, and its URL carries neither credentials nor a query.',
  bad: { 'pipewright.yaml': SHOP('http://shop.example.com') },
  good: { 'pipewright.yaml': SHOP('https://shop.example.com') },
  *look({ connections, project }) {
    for (const [name, { url }] of connections) {
      if (url.startsWith('${')) continue;
      const at = project.source.place(['connections', name, 'url']);
      if (!URL.canParse(url)) {
        yield { at, message: `"${url}" is not a URL`, hint: 'write scheme and host, such as https://shop.example.com' };
        continue;
      }
      const parsed = new URL(url);
      if (parsed.username !== '' || parsed.password !== '') {
        yield {
          at,
          message: 'the URL carries credentials',
          hint: 'bring them by reference under `credentials`',
          secret: true,
        };
      } else if (parsed.search !== '' || parsed.hash !== '') {
        yield {
          at,
          message: 'the URL carries a query or a fragment',
          hint: 'leave it out: operations bring their own',
        };
      } else if (parsed.protocol === 'http:' && !LOOPBACK.test(parsed.hostname)) {
        yield {
          at,
          message: `credentials and orders would travel to ${parsed.hostname} in the clear`,
          hint: `write https://${parsed.host}; plain HTTP is for 127.0.0.1 only`,
        };
      }
    }
  },
};
