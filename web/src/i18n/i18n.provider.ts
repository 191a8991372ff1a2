import polyglotI18nProvider from 'ra-i18n-polyglot';
import english from 'ra-language-english';
import french from 'ra-language-french';
import { resolveBrowserLocale } from 'react-admin';
import { en } from './en';
import { fr } from './fr';

const LOCALES = [
  { locale: 'en', name: 'English' },
  { locale: 'fr', name: 'Français' },
];

/** react-admin's words and ours. */
const CATALOGUE = {
  en: { ...english, ...en },
  fr: { ...french, ...fr },
};

const isKnown = (locale: string): locale is keyof typeof CATALOGUE => locale in CATALOGUE;
const preferred = resolveBrowserLocale('en');

/** The browser's language, until somebody chooses the other one. */
export const i18nProvider = polyglotI18nProvider(
  (locale) => {
    const known = isKnown(locale) ? locale : 'en';
    // Told of every page, the login too, so that it is read aloud in its own language.
    document.documentElement.lang = known;
    return CATALOGUE[known];
  },
  isKnown(preferred) ? preferred : 'en',
  LOCALES,
  { allowMissing: true },
);
