import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { test } from 'node:test';
import type { AuthMethod } from '../../model/config.generated.ts';
import { loopbackServer, type Received, type Reply } from '../testing/loopback-server.ts';
import { never, openForTest, writeRequest } from '../testing/test-connection.ts';
import { createdOnce, type WrittenConnector } from '../testing/test-connector.ts';

const OAUTH2 = {
  name: 'app',
  kind: 'oauth2-client-credentials',
  token_url: '/login/{$options.tenant}/token',
  token_url_option: 'token_url',
  client_id: 'client_id',
  client_secret: 'client_secret',
  client_authentication: 'body',
  scope: 'all/.default',
  header: 'Authorization',
} satisfies AuthMethod;
const CREDENTIALS = { client_id: 'client-7', client_secret: 'hush-0123456789', user: 'api', password: 'word-98765' };

const erp = (auth: AuthMethod): WrittenConnector => ({
  auth: [auth],
  operations: { status: { path: '/status' }, create: { method: 'POST', path: '/orders', body: '$payload' } },
  capabilities: {
    'order.write': createdOnce('$', '$string(order.id)'),
  },
  probe: { operation: 'status', expect: 'ok' },
});

const SETTINGS = { credentials: CREDENTIALS, options: { tenant: 'acme/../x' } };
const isToken = ({ url }: Received) => url.includes('/token') || url.includes('/login');

test('oauth2: one token for all callers, kept until a minute before it ends', async () => {
  let tokens = 0;
  await using server = await loopbackServer((request) => {
    if (!isToken(request)) return { json: { ok: true } };
    tokens += 1;
    return { json: { access_token: `token-number-${tokens}`, expires_in: 3600 } };
  });
  await using opened = openForTest(server.url, erp(OAUTH2), SETTINGS);
  await Promise.all([1, 2, 3, 4].map(() => opened.connection.probe(never())));
  assert.equal(tokens, 1);
  const asked = server.received[0];
  assert.equal(asked?.url, '/login/acme%2F..%2Fx/token');
  assert.equal(
    asked?.body,
    'grant_type=client_credentials&client_id=client-7&client_secret=hush-0123456789&scope=all%2F.default',
  );
  opened.clock.advance(3_539_000);
  await opened.connection.probe(never());
  assert.equal(tokens, 1);
  opened.clock.advance(1_000);
  await opened.connection.probe(never());
  assert.equal(tokens, 2);
  assert.equal(server.received.at(-1)?.headers.authorization, 'Bearer token-number-2');
});

test('oauth2: a client that proves itself by HTTP Basic keeps its secret out of the form; the scope knows the options', async () => {
  await using server = await loopbackServer((request) =>
    isToken(request) ? { json: { access_token: 'token-number-1' } } : { json: { ok: true } },
  );
  const basic: AuthMethod = { ...OAUTH2, client_authentication: 'basic', scope: 'api:{$options.tenant} orders' };
  const credentials = { ...CREDENTIALS, client_secret: 'hush:0123 +' };
  await using opened = openForTest(server.url, erp(basic), { credentials, options: { tenant: 'zzte_prd' } });
  await opened.connection.probe(never());
  const [asked] = server.received;
  assert.equal(asked?.body, 'grant_type=client_credentials&scope=api%3Azzte_prd+orders');
  assert.equal(asked?.headers.authorization, `Basic ${Buffer.from('client-7:hush%3A0123+%2B').toString('base64')}`);
});

test('oauth2: another header gets the bare token, and an option replaces the address', async () => {
  await using server = await loopbackServer((request) =>
    request.url === '/twin/token' ? { json: { access_token: 'shpat-1', expires_in: '86399' } } : { json: { ok: true } },
  );
  await using opened = openForTest(server.url, erp({ ...OAUTH2, header: 'X-Access-Token' }), {
    credentials: CREDENTIALS,
    options: { token_url: `${server.url}/twin/token` },
  });
  await opened.connection.probe(never());
  assert.equal(server.received[1]?.headers['x-access-token'], 'shpat-1');
});

test('a token that is no longer good is fetched anew once, and the call made again', async () => {
  let tokens = 0;
  await using server = await loopbackServer((request): Reply => {
    if (isToken(request)) {
      tokens += 1;
      return { json: { access_token: `token-${tokens}`, expires_in: 3600 } };
    }
    return request.headers.authorization === 'Bearer token-2'
      ? { json: { id: 7 } }
      : { status: 401, json: { error: { code: 'Expired' } } };
  });
  await using opened = openForTest(server.url, erp(OAUTH2), SETTINGS);
  const writes = [1, 2, 3].map(() => opened.connection.write('order.write', writeRequest(), async () => undefined));
  for (const outcome of await Promise.all(writes)) assert.deepEqual(outcome, { kind: 'done', target: { id: '7' } });
  assert.equal(tokens, 2);
});

test('refused with a fresh token as well: halted, and nothing is asked any more', async () => {
  await using server = await loopbackServer((request) =>
    isToken(request)
      ? { json: { access_token: 'token-1', expires_in: 3600 } }
      : { status: 401, json: { error: { code: 'Denied', message: 'not you' } } },
  );
  await using opened = openForTest(server.url, erp(OAUTH2), SETTINGS);
  const write = () => opened.connection.write('order.write', writeRequest(), async () => undefined);
  const outcome = await write();
  assert.equal(outcome.kind, 'halted');
  assert.equal(outcome.kind === 'halted' && outcome.reason.code, 'HTTP_401');
  const asked = server.received.length;
  assert.equal(server.received.filter((request) => !isToken(request)).length, 2);
  assert.equal((await write()).kind, 'halted');
  await assert.rejects(opened.connection.probe(never()), { code: 'CONNECTION_HALTED' });
  assert.equal(server.received.length, asked);
});

for (const [status, body] of [
  [400, { error: 'invalid_grant' }],
  [401, { error: 'invalid_client' }],
  [500, { error: 'invalid_client' }],
  [400, undefined],
] as const) {
  test(`refused credentials halt the connection after one call (${status} ${JSON.stringify(body)})`, async () => {
    await using server = await loopbackServer(() => ({ status, json: body }));
    await using opened = openForTest(server.url, erp(OAUTH2), SETTINGS);
    const outcome = await opened.connection.write('order.write', writeRequest(), async () => undefined);
    assert.deepEqual(outcome.kind === 'halted' && outcome.reason.code, 'CREDENTIAL_REFUSED');
    await opened.connection.write('order.write', writeRequest(), async () => undefined);
    assert.equal(server.received.length, 1);
  });
}

test('a sign-in that is away for a moment is an outage, not a refusal', async () => {
  await using server = await loopbackServer(() => ({ status: 503, text: '<html>later</html>' }));
  await using opened = openForTest(server.url, erp(OAUTH2), SETTINGS);
  const outcome = await opened.connection.write('order.write', writeRequest(), async () => undefined);
  assert.equal(outcome.kind === 'retry' && outcome.outage, true);
  await using unreachable = openForTest('http://127.0.0.1:1', erp(OAUTH2), SETTINGS);
  const nothing = await unreachable.connection.write('order.write', writeRequest(), async () => undefined);
  assert.equal(nothing.kind === 'retry' && nothing.outage, true);
});

test('an answer without a token is no sign-in', async () => {
  for (const reply of [{ json: { token: 'x' } }, { text: '<html>' }, { json: undefined }]) {
    await using server = await loopbackServer(() => reply);
    await using opened = openForTest(server.url, erp(OAUTH2), SETTINGS);
    const outcome = await opened.connection.write('order.write', writeRequest(), async () => undefined);
    assert.equal(outcome.kind, 'retry');
    assert.equal(server.received.length, 1);
  }
});

const SESSION: AuthMethod = {
  name: 'session',
  kind: 'session',
  login: { method: 'POST', path: '/login', body: { name: 'user', password: 'password', company: '$options.tenant' } },
  header: 'Authorization',
  prefix: '',
  lifetime: '20m',
};

test('session by cookies: one login, a new one after its lifetime', async () => {
  let logins = 0;
  await using server = await loopbackServer((request): Reply => {
    if (!isToken(request)) return { json: { ok: true } };
    logins += 1;
    return { headers: { 'set-cookie': [`SID=session-${logins}; Path=/; HttpOnly`, 'ROUTE=.node1'] }, json: {} };
  });
  await using opened = openForTest(server.url, erp(SESSION), SETTINGS);
  await opened.connection.probe(never());
  await opened.connection.probe(never());
  assert.deepEqual(JSON.parse(server.received[0]?.body ?? ''), {
    name: 'api',
    password: 'word-98765',
    company: 'acme/../x',
  });
  assert.equal(server.received[2]?.headers.cookie, 'SID=session-1; ROUTE=.node1');
  opened.clock.advance(20 * 60_000);
  await opened.connection.probe(never());
  assert.equal(server.received.at(-1)?.headers.cookie, 'SID=session-2; ROUTE=.node1');
});

test('session by token: read from the body, sent with its prefix, opened anew once when it has ended', async () => {
  let logins = 0;
  await using server = await loopbackServer((request): Reply => {
    if (isToken(request)) {
      logins += 1;
      return { json: { data: { token: `t-${logins}00000000` } } };
    }
    return request.headers['x-session'] === 'Session t-200000000' ? { json: { ok: true } } : { status: 401 };
  });
  await using opened = openForTest(
    server.url,
    erp({ ...SESSION, token: 'data.token', header: 'X-Session', prefix: 'Session ' }),
    SETTINGS,
  );
  await opened.connection.probe(never());
  assert.equal(logins, 2);
});

test('a login that sets no cookie is no sign-in; a refused one halts', async () => {
  await using server = await loopbackServer((_request, _response, count) =>
    count === 1 ? { json: {} } : { status: 401, json: {} },
  );
  await using opened = openForTest(server.url, erp(SESSION), SETTINGS);
  await assert.rejects(opened.connection.probe(never()), { code: 'SYSTEM_UNREACHABLE' });
  await assert.rejects(opened.connection.probe(never()), { code: 'CONNECTION_HALTED' });
});

test('oauth2: the client says as whom it acts, where the system asks for it', async () => {
  await using server = await loopbackServer((request) =>
    isToken(request) ? { json: { access_token: 'token-7', expires_in: 3600 } } : { json: { ok: true } },
  );
  const acting: AuthMethod = { ...OAUTH2, username: 'acting_as' };
  const credentials = { ...CREDENTIALS, acting_as: 'web@ACME' };
  await using opened = openForTest(server.url, erp(acting), { ...SETTINGS, credentials });
  await opened.connection.probe(never());
  assert.equal(
    server.received[0]?.body,
    'grant_type=client_credentials&username=web%40ACME&client_id=client-7&client_secret=hush-0123456789&scope=all%2F.default',
  );
});

test('basic and header keys', async () => {
  await using server = await loopbackServer(() => ({ json: { ok: true } }));
  await using basic = openForTest(
    server.url,
    erp({ name: 'b', kind: 'basic', username: 'user', password: 'password' }),
    SETTINGS,
  );
  await basic.connection.probe(never());
  await using header = openForTest(
    server.url,
    erp({ name: 'h', kind: 'header', header: 'X-Key', token: 'password' }),
    SETTINGS,
  );
  await header.connection.probe(never());
  assert.equal(server.received[0]?.headers.authorization, `Basic ${Buffer.from('api:word-98765').toString('base64')}`);
  assert.equal(server.received[1]?.headers['x-key'], 'word-98765');
});

const PASSWORD: AuthMethod = {
  name: 'user',
  kind: 'oauth2-password',
  token_url: '/login/token',
  client_id: 'client_id',
  client_secret: 'client_secret',
  username: 'user',
  password: 'password',
  header: 'Authorization',
  sign_off: '/auth/logout',
};
const SIGNED_OFF: AuthMethod = {
  name: 'cookie',
  kind: 'session',
  login: { method: 'POST', path: '/login', body: { name: 'user', password: 'password' } },
  header: 'Authorization',
  prefix: '',
  lifetime: '20m',
  sign_off: '/auth/logout',
};

for (const [auth, header, value] of [
  [PASSWORD, 'authorization', 'Bearer token-number-1'],
  [SIGNED_OFF, 'cookie', 'SID=seat-number-1'],
] as const) {
  const answers = (request: Received): Reply => {
    if (request.url === '/auth/logout') return { status: 204 };
    if (!isToken(request)) return { json: { ok: true } };
    return auth.kind === 'session'
      ? { headers: { 'set-cookie': 'SID=seat-number-1; path=/' }, json: {} }
      : { json: { access_token: 'token-number-1', expires_in: 3600 } };
  };

  test(`${auth.kind}: a session is ended once when the connection is closed, and none where nobody signed in`, async () => {
    await using server = await loopbackServer(answers);
    await using opened = openForTest(server.url, erp(auth), SETTINGS);
    await opened.connection.close();
    assert.deepEqual(server.received, []);
    await opened.connection.probe(never());
    await opened.connection.close();
    await opened.connection.close();
    const off = server.received.filter(({ url }) => url === '/auth/logout');
    assert.deepEqual(
      off.map(({ method, headers }) => [method, headers[header]]),
      [['POST', value]],
    );
  });

  test(`${auth.kind}: a sign-off that fails is told, and stops nothing`, async () => {
    await using server = await loopbackServer((request) =>
      request.url === '/auth/logout' ? { status: 500 } : answers(request),
    );
    await using opened = openForTest(server.url, erp(auth), SETTINGS);
    await opened.connection.probe(never());
    await opened.connection.close();
    assert.deepEqual(
      opened.notices.map(({ code }) => code),
      ['sign-off-failed'],
    );
    assert.match(opened.notices[0]?.text ?? '', /signing off at 127\.0\.0\.1:\d+ answered 500/);
  });
}

test('session: a text in quotes is sent as it is, and the answer says how long the session is good', async () => {
  let logins = 0;
  const KEY: AuthMethod = {
    name: 'key',
    kind: 'session',
    login: { method: 'POST', path: '/login', body: { Secret: 'client_secret', Grant: "'client_credentials'" } },
    token: 'AccessToken',
    header: 'Authorization',
    prefix: 'Bearer ',
    lifetime: '20m',
    expires_in: 'ExpiresInSeconds',
  };
  await using server = await loopbackServer((request) => {
    if (!isToken(request)) return { json: { ok: true } };
    logins += 1;
    return { json: { AccessToken: `token-number-${logins}`, ...(logins === 1 ? { ExpiresInSeconds: 86_400 } : {}) } };
  });
  await using opened = openForTest(server.url, erp(KEY), SETTINGS);
  await opened.connection.probe(never());
  assert.deepEqual(JSON.parse(server.received[0]?.body ?? ''), {
    Secret: 'hush-0123456789',
    Grant: 'client_credentials',
  });
  opened.clock.advance(86_339_000);
  await opened.connection.probe(never());
  assert.equal(logins, 1);
  opened.clock.advance(1_000);
  await opened.connection.probe(never());
  assert.equal(logins, 2);
  // The second answer does not say: the connector's own lifetime holds.
  opened.clock.advance(1_200_000);
  await opened.connection.probe(never());
  assert.equal(logins, 3);
  assert.equal(server.received.at(-1)?.headers.authorization, 'Bearer token-number-3');
});

const SEAT: AuthMethod = {
  name: 'seat',
  kind: 'session',
  login: { method: 'POST', path: '/Sessions/login', body: { username: 'user', password: 'password' } },
  token: 'sessionToken',
  header: 'Authorization',
  header_option: 'session_header',
  prefix: 'SessionToken ',
  prefix_option: 'session_prefix',
  lifetime: '15m',
  refresh: { method: 'POST', path: '/SessionRefresh', body: "{ 'refreshToken': refreshToken }" },
  sign_off: { method: 'DELETE', path: '/Sessions/{$session.id}' },
};

/** A system whose sessions end when told to, and are revived unless told not to. */
function seats() {
  const state = {
    good: new Set<string>(),
    revives: 'anew' as 'anew' | 'same' | 'not' | 'in vain' | 'away',
    opened: 0,
    revived: 0,
  };
  const answer = (request: Received): Reply => {
    const { refreshToken } = (request.body === '' ? {} : JSON.parse(request.body)) as { refreshToken?: string };
    if (request.url === '/Sessions/login') {
      state.opened += 1;
      state.good.add(`seat-number-${state.opened}`);
      return {
        json: {
          id: `s/${state.opened}`,
          sessionToken: `seat-number-${state.opened}`,
          refreshToken: `again-number-${state.opened}`,
        },
      };
    }
    if (request.url === '/SessionRefresh') {
      assert.equal(refreshToken, `again-number-${state.opened}`);
      state.revived += 1;
      if (state.revives === 'away') return { status: 503 };
      if (state.revives === 'not') return { status: 404, json: {} };
      if (state.revives === 'in vain') return { json: {} };
      const token = state.revives === 'same' ? `seat-number-${state.opened}` : `revived-number-${state.revived}`;
      state.good.add(token);
      return { json: state.revives === 'same' ? {} : { sessionToken: token } };
    }
    if (request.method === 'DELETE') return { status: 204 };
    const token = String(request.headers.authorization ?? request.headers['x-seat']).replace(
      /^(SessionToken|Seat) /,
      '',
    );
    return state.good.has(token) ? { json: { ok: true } } : { status: 401, json: {} };
  };
  return { state, answer };
}

for (const revives of ['anew', 'same'] as const)
  test(`session: one that has ended is revived, and takes no second seat (${revives} token)`, async () => {
    const { state, answer } = seats();
    state.revives = revives;
    await using server = await loopbackServer(answer);
    await using opened = openForTest(server.url, erp(SEAT), SETTINGS);
    await opened.connection.probe(never());
    state.good.clear();
    await Promise.all([1, 2, 3].map(() => opened.connection.probe(never())));
    assert.deepEqual([state.opened, state.revived], [1, 1]);
    // Its time is over: it is revived before the system has to refuse a call.
    opened.clock.advance(15 * 60_000);
    const refusals = () => server.received.length;
    const before = refusals();
    await opened.connection.probe(never());
    assert.deepEqual([state.opened, state.revived, refusals() - before], [1, 2, 2]);
    await opened.connection.close();
    const off = server.received.at(-1);
    assert.deepEqual([off?.method, off?.url], ['DELETE', '/Sessions/s%2F1']);
  });

test('session: what is not revived, or revived in vain, is opened anew, once; refused then, it halts', async () => {
  for (const revives of ['not', 'in vain'] as const) {
    const { state, answer } = seats();
    state.revives = revives;
    await using server = await loopbackServer(answer);
    await using opened = openForTest(server.url, erp(SEAT), SETTINGS);
    await opened.connection.probe(never());
    state.good.clear();
    await Promise.all([1, 2, 3].map(() => opened.connection.probe(never())));
    assert.deepEqual([state.opened, state.revived], [2, 1], revives);
  }
  const { state, answer } = seats();
  await using server = await loopbackServer((request) =>
    request.url.endsWith('/status') ? { status: 401, json: {} } : answer(request),
  );
  await using opened = openForTest(server.url, erp(SEAT), SETTINGS);
  await assert.rejects(opened.connection.probe(never()), { code: 'CONNECTION_HALTED' });
  assert.deepEqual(
    [state.opened, state.revived, server.received.filter(({ url }) => url.endsWith('/status')).length],
    [2, 1, 3],
  );
});

test('session: a system that is away does not say that it revives nothing', async () => {
  const { state, answer } = seats();
  await using server = await loopbackServer(answer);
  await using opened = openForTest(server.url, erp(SEAT), SETTINGS);
  await opened.connection.probe(never());
  state.good.clear();
  state.revives = 'away';
  await assert.rejects(opened.connection.probe(never()), { code: 'SYSTEM_UNREACHABLE' });
  assert.equal(state.opened, 1);
});

test('session: header and prefix may be the connection’s own, and after signing off the next call signs in', async () => {
  const { state, answer } = seats();
  await using server = await loopbackServer(answer);
  await using opened = openForTest(server.url, erp(SEAT), {
    ...SETTINGS,
    options: { session_header: 'X-Seat', session_prefix: 'Seat ' },
  });
  await opened.connection.probe(never());
  assert.equal(server.received.at(-1)?.headers['x-seat'], 'Seat seat-number-1');
  await opened.connection.close();
  assert.equal(server.received.at(-1)?.headers['x-seat'], 'Seat seat-number-1');
  assert.equal(state.opened, 1);
});

const ASSERTION = {
  name: 'certificate',
  kind: 'oauth2-client-assertion',
  token_url: '/login/{$options.tenant}/token',
  client_id: 'client_id',
  key_id: 'certificate_id',
  private_key: 'private_key',
  algorithm: 'PS256',
  algorithm_option: 'jwt_algorithm',
  scope: 'rest_webservices',
  header: 'Authorization',
} satisfies AuthMethod;

const KEYS = {
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

function holds(text: string, signature: string, algorithm: keyof typeof KEYS, key: KeyObject): boolean {
  const how =
    algorithm === 'ES256'
      ? { key, dsaEncoding: 'ieee-p1363' as const }
      : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return verify('sha256', Buffer.from(text), how, Buffer.from(signature, 'base64url'));
}

for (const algorithm of ['PS256', 'ES256'] as const)
  test(`oauth2: a client proves itself by a JWT, signed anew for each token: ${algorithm}`, async () => {
    let tokens = 0;
    await using server = await loopbackServer((request) => {
      if (!isToken(request)) return { json: { ok: true } };
      tokens += 1;
      return { json: { access_token: `token-number-${tokens}`, expires_in: '3600' } };
    });
    const { privateKey, publicKey } = KEYS[algorithm];
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await using opened = openForTest(server.url, erp(ASSERTION), {
      credentials: { client_id: 'client-7', certificate_id: 'cert-9', private_key: pem.replaceAll('\n', '\\n') },
      options: { tenant: 'acme', ...(algorithm === 'ES256' ? { jwt_algorithm: algorithm } : {}) },
    });
    await opened.connection.probe(never());
    opened.clock.advance(3_600_000);
    await opened.connection.probe(never());
    assert.equal(server.received.at(-1)?.headers.authorization, 'Bearer token-number-2');
    const asked = server.received.filter(isToken).map(({ body }) => new URLSearchParams(body));
    const jwts = asked.map((form) => form.get('client_assertion') ?? '');
    assert.deepEqual(Object.fromEntries(asked[0] ?? []), {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwts[0],
    });
    const claims = jwts.map((jwt) => {
      const [header = '', payload = '', signature = ''] = jwt.split('.');
      assert.ok(holds(`${header}.${payload}`, signature, algorithm, publicKey), 'the signature holds');
      assert.deepEqual(JSON.parse(Buffer.from(header, 'base64url').toString()), {
        typ: 'JWT',
        alg: algorithm,
        kid: 'cert-9',
      });
      return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    });
    const { jti, iat, exp, ...rest } = claims[0] ?? {};
    const audience = `${server.url}/login/acme/token`;
    assert.deepEqual(rest, { iss: 'client-7', sub: 'client-7', scope: 'rest_webservices', aud: audience });
    assert.equal(Number(exp) - Number(iat), 300);
    assert.equal(Number(claims[1]?.iat) - Number(iat), 3600);
    assert.notEqual(jti, claims[1]?.jti);
  });

test('oauth2: what is no key, or no algorithm, is told before anything is asked, and nothing of the key is shown', async () => {
  await using server = await loopbackServer(() => ({ json: {} }));
  const credentials = { client_id: 'client-7', certificate_id: 'cert-9', private_key: '-----BEGIN SECRET-----' };
  assert.throws(
    () => openForTest(server.url, erp(ASSERTION), { credentials, options: { tenant: 'acme' } }),
    (error: Error) => /"private_key" is no private key/.test(error.message) && !error.message.includes('SECRET'),
  );
  const pem = KEYS.PS256.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const options = { tenant: 'acme', jwt_algorithm: 'RS256' };
  assert.throws(
    () => openForTest(server.url, erp(ASSERTION), { credentials: { ...credentials, private_key: pem }, options }),
    /jwt_algorithm.*RS256/,
  );
  assert.deepEqual(server.received, []);
});
