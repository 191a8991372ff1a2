import { type AuthProvider, HttpError } from 'react-admin';
import { closePage, sessionToken } from '../api/client';
import { AwayError } from '../api/problem';
import { logIn, logOut } from '../api/session';
import { can, forgetMe, whoAmI } from './ability';

interface Credentials {
  email: string;
  password: string;
}

const statusOf = (error: unknown): unknown => (error instanceof HttpError ? error.status : 0);

export const authProvider: AuthProvider = {
  login: async ({ email, password }: Credentials) => {
    await logIn(email, password);
    forgetMe();
  },
  logout: async () => {
    await logOut();
    closePage();
    forgetMe();
  },
  checkAuth: async () => {
    try {
      await sessionToken();
    } catch (error) {
      // A server that is away says nothing about who is logged in: the page stays, under its banner.
      if (!(error instanceof AwayError)) throw error;
    }
  },
  checkError: (error: Error) => {
    // A session that ended is opened again in place, so only a login that never was comes here.
    if (statusOf(error) === 401) return Promise.reject(error);
    if (statusOf(error) === 403) forgetMe();
    return Promise.resolve();
  },
  getIdentity: async () => {
    const { id, name, email } = await whoAmI();
    return { id, fullName: name, email };
  },
  canAccess: ({ action, resource }) => can(action, resource),
};

// Asked while the language is loaded and the frame is drawn; without a session the login page is all there is to see.
sessionToken()
  .then(whoAmI)
  .catch(() => undefined);
