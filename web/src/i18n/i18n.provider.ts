import polyglotI18nProvider from 'ra-i18n-polyglot';
import { resolveBrowserLocale } from 'react-admin';
import { store } from '../common/store';

const LOCALES = [
  { locale: 'en', name: 'English' },
  { locale: 'fr', name: 'Français' },
];

/** react-admin's words and ours, of the language that is spoken alone. */
const CATALOGUE = {
  en: async () => {
    const [theirs, { en }] = await Promise.all([import('ra-language-english'), import('./en')]);
    return { ...theirs.default, ...en };
  },
  fr: async () => {
    const [theirs, { fr }] = await Promise.all([import('ra-language-french'), import('./fr')]);
    return { ...theirs.default, ...fr };
  },
};

const isKnown = (locale: string | undefined): locale is keyof typeof CATALOGUE =>
  locale !== undefined && locale in CATALOGUE;

/** The language somebody has chosen here, or else the browser's. */
const preferred = store.getItem<string>('locale', resolveBrowserLocale('en'));
const first = isKnown(preferred) ? preferred : 'en';
const words = await CATALOGUE[first]();
/** Told of every page, the login too, so that it is read aloud in its own language. */
document.documentElement.lang = first;

export const i18nProvider = polyglotI18nProvider(
  (locale) => {
    if (!isKnown(locale) || locale === first) {
      document.documentElement.lang = first;
      return words;
    }
    return CATALOGUE[locale]().then((others) => {
      document.documentElement.lang = locale;
      return others;
    });
  },
  first,
  LOCALES,
  { allowMissing: true },
);
