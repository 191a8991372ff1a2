import { ask } from './en.ask';
import { around } from './en.around';
import { action, subject } from './en.journal';
import { health_reason } from './en.health';
import { history } from './en.history';
import { channelResources, channels } from './en.channels';
import { overview } from './en.overview';
import { incident, incidentResources } from './en.incidents';
import { silence, silenceResources } from './en.silences';
import { rule, ruleResources } from './en.rules';
import { window, windowResources } from './en.windows';
import { operation, operationResources } from './en.operations';
import { problem } from './en.problems';
import { customers } from './en.customers';
import { done } from './en.done';
import { records } from './en.records';
import { refused } from './en.refused';
import { resources } from './en.resources';

/** Every sentence of the console that react-admin does not bring. The French one must have the same keys to compile. */
export const en = {
  amiral: {
    ...around,
    history,
    ...channels,
    health_reason,
    overview,
    incident,
    silence,
    rule,
    window,
    operation,
    customers,
    ...records,
    problem,
    refused,
    action,
    subject,
    menu: {
      overview: 'Overview',
      board: 'Board',
      placement: 'Placement',
      maintenance: 'Maintenance',
      leftovers: 'Leftovers',
      account: 'My account',
    },
    login: {
      title: 'The fleet of your Odoo servers',
      email: 'E-mail',
      password: 'Password',
      ended: 'Your session has ended',
      again: 'Log in again as %{email}: what is on the screen stays as it is.',
      leave: 'To the start page',
    },
    away: {
      banner: 'The server does not answer. What you see may be out of date; it is asked again every few seconds.',
      error: 'The server does not answer.',
      unsent: 'The server does not answer. Nothing has been saved; try again when it is back.',
      uncertain: 'The server did not answer: this may not have been saved. Look again when it is back.',
    },
    language: 'Language',
    saved: 'Saved',
    online: 'Online',
    offline: 'Offline',
    cordoned: 'Cordoned',
    response_ms: 'Response (ms)',
    capacity: { used: '%{used} of %{total} slots used' },
    state: { draft: 'Draft', active: 'Active', maintenance: 'Maintenance', offline: 'Offline', disabled: 'Disabled' },
    health: { healthy: 'Healthy', warning: 'Warning', critical: 'Critical', unknown: 'Unknown' },
    instance_state: {
      draft: 'Draft',
      provisioning: 'Being created',
      active: 'Active',
      suspended: 'Suspended',
      expired: 'Expired',
      terminated: 'Terminated',
      failed: 'Failed',
    },
    role: { user: 'User: looks', manager: 'Manager: changes', admin: 'Administrator' },
    filter: {
      state: 'State',
      healthStatus: 'Health',
      cordoned: 'New instances',
      is_cordoned: { true: 'Cordoned', false: 'Not cordoned' },
      capacity: 'Capacity',
      room: '20 % free or more',
      nearly_full: 'Nearly full',
      full: 'Full',
      archive: 'Archive',
      archived_too: 'Archived too',
      archived_only: 'Archived only',
      label: 'Label',
      label_help: 'key:value, then Enter',
      show: 'Filters',
      clear: 'Clear all',
      unknown: 'This address asks for something the list does not know: %{reason}',
    },
    group: { by: 'Group by', none: 'Nothing' },
    order: {
      column: '#',
      move: 'Move %{name}',
      keyboard: 'Press space to lift a row, the arrow keys to move it, space to drop it, Escape to put it back.',
    },
    export: {
      done: '%{smart_count} row exported |||| %{smart_count} rows exported',
      cut: 'Only the first %{smart_count} of %{total} rows were exported |||| Only the first %{smart_count} of %{total} rows were exported',
    },
    drag: {
      lifted: '%{name} lifted: %{place}',
      moved: '%{name} moved: %{place}',
      dropped: '%{name} dropped: %{place}',
      back: '%{name} is back where it was',
      position: 'position %{number}',
    },
    saved_search: {
      title: 'Saved searches',
      none: 'Nothing saved yet',
      name: 'Name of this search',
      save: 'Save',
      delete: 'Delete the search %{name}',
    },
    tab: {
      overview: 'Overview',
      status: 'Status',
      history: 'History',
      server: 'Server',
      database: 'Database',
      resources: 'Resources and capacity',
      instances: 'Instances',
      incidents: 'Incidents',
      journal: 'Journal',
    },
    done,
    ask,
    bulk: {
      on: '%{action} (%{count})',
      done: '%{smart_count} server done |||| %{smart_count} servers done',
      partly: '%{done} done, %{refused} refused: %{reason}',
    },
    test: {
      title: 'Connection to %{name}',
      ok: 'The connection works: Odoo %{version}, %{ms} ms',
      refused: 'The connection does not work: %{reason}',
      passed: 'passed',
      failed: 'failed',
      unknown: 'could not be checked',
      check: {
        reachable: 'Reachable',
        version: 'Version',
        certificate: 'Certificate',
        database: 'Database',
        'master-password': 'Master password',
        'database-list': 'List of databases',
        'database-pages': 'Database pages',
      },
    },
    secret: { set: 'set', not_set: 'not set', replace: 'Replace', enter: 'Set' },
    conflict: {
      title: 'Somebody else has changed this meanwhile',
      text: 'Nothing has been saved yet. Compare, then choose.',
      field: 'Field',
      before: 'When you opened it',
      theirs: 'Now',
      mine: 'Yours',
      back: 'Back to the form',
      take_theirs: 'Drop mine',
      take_mine: 'Save mine',
    },
    board: {
      refused:
        '“%{action}” is not possible: %{name} is in the state “%{state}” and hosts %{smart_count} instance |||| “%{action}” is not possible: %{name} is in the state “%{state}” and hosts %{smart_count} instances',
      role: 'Your role does not allow “%{action}”',
      no_way: {
        offline: 'Only the checks say that a server is offline: %{name} stays where it is',
        draft: 'No server becomes a draft again: %{name} stays where it is',
      },
      drag: 'Move %{name}',
      keyboard: 'Press space to lift a card, the arrow keys to move it, space to drop it, Escape to put it back.',
      more: '%{count} more',
    },
    placement: {
      title: 'Where would a new customer go?',
      create: 'New instance here',
      percent: '0 to 100',
    },
    account: {
      logout_everywhere: 'Sign out everywhere',
      logout_text: 'All your sessions end, on every device, this one too.',
      password: 'Change my password',
      everywhere: 'This signs you out everywhere else.',
      current: 'Current password',
      new: 'New password',
      change: 'Change and sign out elsewhere',
      changed: 'The password is changed; all other sessions have ended',
    },
    help: {
      code: 'Lower-case letters, digits and dashes',
      serverUrl:
        'Where the Odoo answers, for example https://odoo-1.example.com. Another address, its path included, clears the passwords.',
      note: 'A note for people: calls go to the address above.',
      tlsCa: 'Certificates (PEM) trusted for this server besides the public ones. Others clear the passwords.',
      archived: 'Hidden from the list, and never called',
      inService: 'Deactivate it first: only drafts and disabled servers can be archived.',
      maxInstances: 'Never fewer than it hosts',
      interval: 'Seconds between checks; empty: as everywhere',
      anyServer: 'Empty: the best server takes it',
      leastFree: 'How much of the best server must be free; empty: any room will do',
      subdomain: 'Lower-case letters, digits and dashes',
      databaseName: 'Its name on the server; it stays as it is',
      domain: 'A host name of the customer’s own',
      templateUsed: 'Stays as it is once the instance is no draft any more',
      archivedOffer: 'Takes no new instance; those it has keep it',
      templateDb: 'The database that is copied',
      disabled: 'Ends all sessions at once; nobody logs in as this user',
      noLimit: 'Empty: no limit',
      password: 'At least 12 characters',
      newPassword: 'At least 12 characters; empty: stays as it is',
    },
  },
  resources: {
    ...resources,
    ...channelResources,
    ...incidentResources,
    ...silenceResources,
    ...ruleResources,
    ...windowResources,
    ...operationResources,
  },
};

type Shape<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Shape<T[Key]> };

/** What each language must say. */
export type Messages = Shape<typeof en>;
