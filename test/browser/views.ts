import type { Role } from '../../src/auth/ability';
import type { ServerAction } from '../../src/servers/server.states';

/** What each word is called on a button, in either language: what is offered can then be told as a table. */
export const WORDS = {
  create: /^(Create|Créer)$/,
  save: /^(Save|Enregistrer)$/,
  'with-database': /^(Create with its database|Créer avec sa base)$/,
  delete: /^(Delete|Remove|Supprimer)$/,
  secret: /^(Set|Replace|Définir|Remplacer)\b/,
  activate: /^(Activate|Activer)$/,
  maintenance: /^Maintenance$/,
  deactivate: /^(Deactivate|Désactiver)$/,
  cordon: /^(Cordon|Fermer aux nouveaux)$/,
  uncordon: /^(Uncordon|Rouvrir aux nouveaux)$/,
  'check-health': /^(Check health|Vérifier la santé)$/,
  'test-connection': /^(Test connection|Tester la connexion)$/,
  terminate: /^(Terminate|Résilier)$/,
  test: /^(Test|Tester)$/,
  acknowledge: /^(Acknowledge|Acquitter)$/,
  silence: /^(Silence|Mettre en silence)$/,
  expire: /^(Expire|Faire expirer)$/,
  reset: /^(Reset|Réinitialiser)$/,
  retry: /^(Retry|Réessayer)$/,
  place: /^(New instance here|Nouvelle instance ici)$/,
} as const satisfies Record<ServerAction, RegExp> & Record<string, RegExp>;

export type Word = keyof typeof WORDS;
export type Language = 'en' | 'fr';

export interface View {
  name: string;
  path: string;
  /** What the page is called; a record by its own name, in any language. */
  title: Record<Language, string>;
  /** What must be readable below. */
  shows: Record<Language, string>;
  /** What it offers, of the words above, to whom. A role that is not named is told that it may not see the page. */
  offers: Partial<Record<Role, readonly Word[]>>;
  /** What it offers instead where it is narrow, if that is something else. */
  narrow?: Partial<Record<Role, readonly Word[]>>;
}

type Offers = View['offers'];

const everybody = (...words: Word[]): Offers => ({ user: words, manager: words, admin: words });
const managers = (...words: Word[]): Offers => ({ user: [], manager: words, admin: words });
const admins = (...words: Word[]): Offers => ({ user: [], manager: [], admin: words });
const both = (text: string) => ({ en: text, fr: text });

function view(name: string, path: string, [en, fr = en]: [string, string?], shows: string, offers: Offers): View {
  return { name, path, title: { en, fr }, shows: both(shows), offers };
}

/** The records whose pages are looked at, by id. */
export interface Records {
  servers: Readonly<Record<string, string>>;
  instance: string;
  terminated: string;
  plan: string;
  template: string;
  user: string;
  channel: string;
  incident: string;
  rule: string;
  window: string;
}

const LISTS: View[] = [
  {
    ...view('list', 'servers', ['Servers', 'Serveurs'], 'Paris 1', admins('create')),
    // There each server is a card.
    narrow: { user: [], manager: ['check-health'], admin: ['check-health', 'create'] },
  },
  view('overview', 'overview', ['Overview', 'Vue d’ensemble'], 'Lyon 4, offline', everybody()),
  view('board', 'board', ['Board', 'Tableau'], 'Paris 1', managers('check-health')),
  view('placement', 'placement', ['Placement'], 'Lyon 1', managers('check-health', 'place')),
  view('instances', 'instances', ['Instances'], 'Customer who left', managers('create')),
  {
    ...view('operations', 'operations', ['Operations', 'Opérations'], '', everybody()),
    shows: { en: 'No operation yet', fr: 'Pas encore d’opération' },
  },
  {
    ...view('leftovers', 'leftovers', ['Leftovers', 'Bases restantes'], '', everybody()),
    shows: { en: 'None: every database', fr: 'Aucune : chaque base' },
  },
  view('plans', 'plans', ['Plans', 'Formules'], 'Business', admins('create')),
  view('templates', 'templates', ['Templates', 'Modèles'], 'Standard', admins('create')),
  view('incidents', 'incidents', ['Incidents'], 'Lyon 4, offline', everybody()),
  view('silences', 'silences', ['Silences'], 'The switch is replaced', managers('create', 'expire')),
  view(
    'windows',
    'maintenance-windows',
    ['Maintenance windows', 'Fenêtres de maintenance'],
    'Kernel updates',
    managers('create'),
  ),
  view('rules', 'alert-rules', ['Alert rules', 'Règles d’alerte'], 'Headroom low', admins('create')),
  view('channels', 'channels', ['Channels', 'Canaux'], 'On call', admins('create')),
  view('deliveries', 'deliveries', ['Delivery log', 'Journal des envois'], 'Amiral is being tested', {
    manager: ['retry'],
    admin: ['retry'],
  }),
  view('users', 'users', ['Users', 'Utilisateurs'], 'lea@example.com', { admin: ['create'] }),
  view('journal', 'events', ['Journal'], 'Customer who left', { manager: [], admin: [] }),
  view('account', 'account', ['My account', 'Mon compte'], '@example.com', everybody()),
];

/** What is asked where nothing has a name, or names are not what is told apart. */
const FIRST_FIELDS: Readonly<Record<string, Record<Language, string>>> = {
  user: both('E-mail'),
  silence: { en: 'Reason', fr: 'Raison' },
};

const FORMS = [
  form('server', 'servers', 'Server', 'Serveur', { admin: ['save', 'secret'] }),
  form('instance', 'instances', 'Instance', 'Instance', { manager: ['with-database'], admin: ['with-database'] }),
  form('plan', 'plans', 'Plan', 'Formule', { admin: ['save'] }),
  form('template', 'templates', 'Template', 'Modèle', { admin: ['save'] }),
  form('silence', 'silences', 'Silence', 'Silence', { manager: ['save'], admin: ['save'] }),
  form('window', 'maintenance-windows', 'Maintenance window', 'Fenêtre de maintenance', {
    manager: ['save'],
    admin: ['save'],
  }),
  form('rule', 'alert-rules', 'Alert rule', 'Règle d’alerte', { admin: ['save'] }),
  form('channel', 'channels', 'Channel', 'Canal', { admin: ['save'] }),
  form('user', 'users', 'User', 'Utilisateur', { admin: ['save'] }),
];

function form(noun: string, path: string, en: string, fr: string, offers: Offers): View {
  const title = { en: `Create ${en}`, fr: `Créer ${fr}` };
  const shows = FIRST_FIELDS[noun] ?? { en: 'Name', fr: 'Nom' };
  return { name: `${noun}-create`, path: `${path}/create`, title, shows, offers };
}

const CHECKS: Word[] = ['check-health', 'test-connection'];

/** Each tab of one server; the buttons of its header stand above all of them. */
function tabs({ servers: { 'paris-1': id = '' } }: Records): View[] {
  const header: Word[] = ['maintenance', 'cordon', ...CHECKS];
  const tab = (name: string, shows: string | Record<Language, string>, ...words: Word[]): View => ({
    name: `server-${name}`,
    path: `servers/${id}?tab=${name}`,
    title: both('Paris 1'),
    shows: typeof shows === 'string' ? both(shows) : shows,
    offers: managers(...header, ...words),
  });
  return [
    tab('overview', 'http://127.0.0.1'),
    tab('status', { en: 'Last check', fr: 'Dernière vérification' }),
    tab('history', { en: 'Response time', fr: 'Temps de réponse' }),
    tab('server', { en: 'Server password', fr: 'Mot de passe du serveur' }, 'save', 'secret'),
    tab('database', { en: 'Database password', fr: 'Mot de passe de la base' }, 'save', 'secret'),
    tab('resources', { en: 'Most instances', fr: 'Instances au plus' }, 'save'),
    tab('instances', 'Atelier Bernard 1'),
    tab('incidents', { en: 'No incident yet', fr: 'Pas encore d’incident' }),
    tab('journal', 'admin'),
  ];
}

/** What a server offers hangs on its state, and whether it can be deleted on what it hosts. */
function states({ servers }: Records): View[] {
  const page = (code: string, name: string, words: Word[], more: Word[] = []): View => {
    const offers = managers(...words, ...CHECKS, 'save', 'secret');
    const path = `servers/${servers[code] ?? ''}?tab=server`;
    return view(`server-${code}`, path, [name], code, { ...offers, admin: [...(offers.admin ?? []), ...more] });
  };
  return [
    page('lyon-4', 'Lyon 4, offline', ['activate', 'maintenance', 'cordon']),
    page('lille-1', 'Lille 1, cordoned', ['maintenance', 'uncordon']),
    page('lille-2', 'Lille 2, in maintenance', ['activate', 'cordon']),
    page('lille-3', 'Lille 3, disabled', ['activate', 'cordon'], ['delete']),
    page('lille-4', 'Lille 4, just delivered', ['activate', 'deactivate', 'cordon'], ['delete']),
  ];
}

function records(of: Records): View[] {
  const { instance, terminated, plan, template, user, channel, incident, rule, window } = of;
  return [
    view('instance', `instances/${instance}`, ['Atelier Bernard 1'], 'Paris 1', managers('save', 'terminate')),
    view('terminated', `instances/${terminated}`, ['Customer who left'], 'Paris 1', admins('delete')),
    view('plan', `plans/${plan}`, ['Business'], 'Business', managers('save')),
    view('template', `templates/${template}`, ['Standard'], 'Standard', managers('save', 'delete')),
    view('incident', `incidents/${incident}`, ['Lyon 4, offline'], 'lyon-4', managers('acknowledge', 'silence')),
    view('window', `maintenance-windows/${window}`, ['Kernel updates'], 'Kernel updates', managers('save', 'delete')),
    view('rule', `alert-rules/${rule}`, ['Headroom low'], 'Headroom low', admins('save', 'reset')),
    view('channel', `channels/${channel}`, ['On call'], 'Webhook', {
      ...everybody(),
      manager: ['retry'],
      admin: ['save', 'secret', 'test', 'retry', 'delete'],
    }),
    view('user', `users/${user}`, ['Demo manager'], 'Demo manager', { admin: ['save', 'delete'] }),
  ];
}

const NOWHERE: View[] = [
  {
    name: 'not-found',
    path: 'no/such/page',
    title: { en: 'Not Found', fr: 'Page manquante' },
    shows: { en: 'you followed a bad link', fr: 'mauvais lien' },
    offers: everybody(),
  },
  {
    name: 'unknown-record',
    path: 'servers/01900000-0000-7000-8000-000000000000',
    title: { en: 'Servers', fr: 'Serveurs' },
    shows: { en: 'There is no server', fr: 'Cela n’existe pas, ou plus.' },
    offers: everybody(),
  },
];

/** Every page of the console but the login, and what each role finds there. */
export function viewsOf(of: Records): View[] {
  return [...LISTS, ...FORMS, ...tabs(of), ...states(of), ...records(of), ...NOWHERE];
}
