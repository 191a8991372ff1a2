// Fails when a page of the guide is missing in one language, when its headings are not of the same levels in the same order, when the
// README is no short one any more, when a table of actions lacks one that there is, or when a link between our documents leads nowhere.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const GUIDE = join(ROOT, 'docs/guide');
const README_BYTES = 8_000;
const wrong = [];

const pagesOf = (folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : []);

/** What stands outside of blocks of code. */
const prose = (file) => readFileSync(file, 'utf8').replace(/^```[^]*?^```/gm, '');

const headingsOf = (file) =>
  [...prose(file).matchAll(/^(#+) (.+)$/gm)].map(([, { length }, title]) => ({ level: length, title }));

/** The address of a heading, as GitHub makes it. */
const anchorOf = ({ title }) =>
  title
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\p{Mark}\p{Connector_Punctuation}\- ]/gu, '')
    .replaceAll(' ', '-');

function compare(page) {
  const [en, fr] = ['en', 'fr'].map((language) => join(GUIDE, language, page));
  if (!existsSync(en) || !existsSync(fr)) {
    wrong.push(`docs/guide/${existsSync(en) ? 'fr' : 'en'}/${page} is missing.`);
    return;
  }
  const [levels, others] = [en, fr].map((file) =>
    headingsOf(file)
      .map(({ level }) => level)
      .join(' '),
  );
  if (levels !== others) wrong.push(`${page} has headings of the levels ${levels} in English, ${others} in French.`);
}

function checkLinks(file) {
  for (const [, target] of prose(file).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
    const [path, anchor] = target.split('#');
    const full = path === '' ? file : resolve(dirname(file), path);
    const known = () => headingsOf(full).map(anchorOf).includes(decodeURIComponent(anchor));
    if (!existsSync(full) || (anchor !== undefined && !known()))
      wrong.push(`${relative(ROOT, file)} leads to ${target}.`);
  }
}

/** Whoever may take an action finds in the guide what it does: the first cell of a row names it. */
function checkActions(page, schema) {
  const api = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'));
  const actions = api.components.schemas[schema].properties.actions.items.enum;
  for (const language of ['en', 'fr']) {
    const file = join(GUIDE, language, page);
    const named = [...prose(file).matchAll(/^\| ([^|]+)\|/gm)].flatMap(([, cell]) => cell.trim().split(', '));
    for (const action of actions.filter((word) => !named.includes(word)))
      wrong.push(`${relative(ROOT, file)} has no row for the action ${action}.`);
  }
}

const pages = new Set(['en', 'fr'].flatMap((language) => pagesOf(join(GUIDE, language))));
for (const page of pages) compare(page);
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].map((name) => join(ROOT, name));
for (const folder of ['docs', 'docs/adr', 'docs/guide/en', 'docs/guide/fr']) {
  documents.push(...pagesOf(join(ROOT, folder)).map((name) => join(ROOT, folder, name)));
}
for (const file of documents) checkLinks(file);
checkActions('servers-and-health.md', 'Server');
const { size } = statSync(join(ROOT, 'README.md'));
if (size > README_BYTES)
  wrong.push(`README.md has ${size} bytes, more than ${README_BYTES}: what is long belongs into docs/guide/.`);

for (const line of wrong) console.error(line);
if (wrong.length === 0)
  console.log(`${pages.size} pages of the guide in both languages, and no link that leads nowhere.`);
process.exitCode = wrong.length === 0 ? 0 : 1;
