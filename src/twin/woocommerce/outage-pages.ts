import type { TwinReply } from '../kit/twin-server.ts';

const HTML = { 'content-type': 'text/html; charset=UTF-8' };
const NO_CACHE = {
  expires: 'Wed, 11 Jan 1984 05:00:00 GMT',
  'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
};

/** WordPress without its database: 500 with a page, not JSON (captured). */
export function databaseDown(): TwinReply {
  return {
    status: 500,
    headers: { ...HTML, ...NO_CACHE },
    body: wordPressPage('Database Error', '<h1>Error establishing a database connection</h1>'),
  };
}

/** 503 with Retry-After while an update runs (captured). */
export function maintenance(): TwinReply {
  return {
    status: 503,
    headers: { ...HTML, ...NO_CACHE, 'retry-after': '600' },
    body: wordPressPage('Maintenance', 'Briefly unavailable for scheduled maintenance. Check back in a minute.'),
  };
}

/** WooCommerce has no limit of its own: it is the web server in front that says 429, in HTML. */
export function tooManyRequests(retryAfterSeconds: number | undefined): TwinReply {
  return {
    status: 429,
    headers: {
      'content-type': 'text/html',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: '<html>\r\n<head><title>429 Too Many Requests</title></head>\r\n<body>\r\n<center><h1>429 Too Many Requests</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  };
}

function wordPressPage(title: string, message: string): string {
  return `<!DOCTYPE html>
<html dir='ltr'>
<head>
	<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
	<meta name="viewport" content="width=device-width, initial-scale=1.0">
	<title>${title}</title>
</head>
<body id="error-page">
	<div class="wp-die-message">${message}</div></body>
</html>
`;
}
