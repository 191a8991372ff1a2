import polyglotI18nProvider from 'ra-i18n-polyglot';
import { type I18nProvider, resolveBrowserLocale } from 'react-admin';
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

const spoken = polyglotI18nProvider(
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

/** The letters that are read from right to left. */
const FROM_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Keeps a name that is read from the right from turning the sentence around it: between U+2068 and U+2069, as Unicode has it. */
function isolated(given: unknown): unknown {
  return typeof given === 'string' && FROM_RIGHT.test(given) ? `\u2068${given}\u2069` : given;
}

export const i18nProvider: I18nProvider = {
  ...spoken,
  translate: (key, given: unknown) => {
    if (typeof given !== 'object' || given === null) return spoken.translate(key, given);
    return spoken.translate(
      key,
      Object.fromEntries(Object.entries(given).map(([name, value]) => [name, isolated(value)])),
    );
  },
};
