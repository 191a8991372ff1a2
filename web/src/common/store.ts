import { localStorageStore } from 'react-admin';

/** What this browser keeps for react-admin until the next logout: language, theme, columns. */
export const store = localStorageStore();
