import type { Authentication } from './authentication.ts';
import { textOf } from './request-body.ts';
import { RestError } from './rest-error.ts';
import type { RestRequest, Route } from './route.ts';
import { TWIN_ADMIN } from './settings.ts';

/** The code that an authenticator would show. */
export const TWIN_OTP = '123456';

/** How administrators get their token: with the second factor on, the plain way refuses. */
export const TOKEN_ROUTES = (authentication: Authentication): readonly Route[] => [
  {
    methods: ['POST'],
    path: 'integration/admin/token',
    resource: 'anonymous',
    handle: (request) => {
      signIn(request);
      if (request.store.settings.twoFactor)
        throw new RestError(401, 'Please use the 2fa provider-specific endpoints to obtain a token.', {
          active_providers: 'google',
        });
      return authentication.issueAdminToken();
    },
  },
  {
    methods: ['POST'],
    path: 'tfa/provider/google/authenticate',
    resource: 'anonymous',
    handle: (request) => {
      signIn(request);
      if (textOf(request.body, 'otp') !== TWIN_OTP) throw new RestError(401, 'Invalid code.');
      return authentication.issueAdminToken();
    },
  },
];

function signIn({ body }: RestRequest): void {
  if (textOf(body, 'username') === TWIN_ADMIN.username && textOf(body, 'password') === TWIN_ADMIN.password) return;
  throw new RestError(
    401,
    'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.',
  );
}
