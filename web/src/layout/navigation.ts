import { useCan } from '../auth/use-can';

export interface Destination {
  /** Pressed after `g`. */
  key: string;
  path: string;
  label: string;
}

const destination = (key: string, path: string, label: string): Destination => ({ key, path, label });

/** Where one can go, for those who may. */
export function useDestinations(): Destination[] {
  const mayReadUsers = useCan('read', 'users');
  const mayReadIncidents = useCan('read', 'incidents');
  const mayReadSilences = useCan('read', 'silences');
  const mayReadWindows = useCan('read', 'maintenance-windows');
  const mayReadRules = useCan('read', 'alert-rules');
  const mayReadChannels = useCan('read', 'channels');
  const mayReadEvents = useCan('read', 'events');
  return [
    destination('o', '/overview', 'amiral.menu.overview'),
    destination('s', '/servers', 'resources.servers.name'),
    destination('b', '/board', 'amiral.menu.board'),
    destination('p', '/placement', 'amiral.menu.placement'),
    ...(mayReadIncidents ? [destination('n', '/incidents', 'resources.incidents.name')] : []),
    destination('i', '/instances', 'resources.instances.name'),
    destination('w', '/operations', 'resources.operations.name'),
    destination('d', '/leftovers', 'amiral.menu.leftovers'),
    destination('l', '/plans', 'resources.plans.name'),
    destination('t', '/templates', 'resources.templates.name'),
    ...(mayReadSilences ? [destination('x', '/silences', 'resources.silences.name')] : []),
    ...(mayReadWindows ? [destination('m', '/maintenance-windows', 'resources.maintenance-windows.name')] : []),
    ...(mayReadRules ? [destination('r', '/alert-rules', 'resources.alert-rules.name')] : []),
    ...(mayReadChannels ? [destination('c', '/channels', 'resources.channels.name')] : []),
    ...(mayReadUsers ? [destination('u', '/users', 'resources.users.name')] : []),
    ...(mayReadEvents ? [destination('j', '/events', 'resources.events.name')] : []),
    destination('a', '/account', 'amiral.menu.account'),
  ];
}
