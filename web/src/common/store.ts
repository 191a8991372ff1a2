import { localStorageStore, type Store } from 'react-admin';

const local = localStorageStore();
/** Of the browser's, whoever is logged in: to be asked again after each logout would be no kindness. */
const KEPT = ['locale', 'theme'];

/** What this browser keeps for react-admin: language and theme for good, columns and the like until the next logout. */
export const store: Store = {
  ...local,
  reset: () => {
    const kept = KEPT.map((name) => [name, local.getItem<unknown>(name)] as const);
    local.reset();
    for (const [name, value] of kept) if (value !== undefined) local.setItem(name, value);
  },
};

/** Forgets how a list was last searched, sorted and paged. */
export function forgetList(name: string): void {
  store.removeItem(`${name}.listParams`);
}
