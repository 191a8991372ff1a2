import { useCan } from '../auth/use.can';

export interface Place {
  /** Pressed after `g`. */
  key: string;
  path: string;
  label: string;
}

const place = (key: string, path: string, label: string): Place => ({ key, path, label });

/** Where one can go, for those who may. */
export function usePlaces(): Place[] {
  const mayReadUsers = useCan('read', 'users');
  const mayReadIncidents = useCan('read', 'incidents');
  const mayReadSilences = useCan('read', 'silences');
  const mayReadWindows = useCan('read', 'maintenance-windows');
  const mayReadRules = useCan('read', 'alert-rules');
  const mayReadChannels = useCan('read', 'channels');
  const mayReadEvents = useCan('read', 'events');
  return [
    place('o', '/overview', 'amiral.menu.overview'),
    place('s', '/servers', 'resources.servers.name'),
    place('b', '/board', 'amiral.menu.board'),
    place('p', '/placement', 'amiral.menu.placement'),
    ...(mayReadIncidents ? [place('n', '/incidents', 'resources.incidents.name')] : []),
    place('i', '/instances', 'resources.instances.name'),
    place('l', '/plans', 'resources.plans.name'),
    place('t', '/templates', 'resources.templates.name'),
    ...(mayReadSilences ? [place('x', '/silences', 'resources.silences.name')] : []),
    ...(mayReadWindows ? [place('m', '/maintenance-windows', 'resources.maintenance-windows.name')] : []),
    ...(mayReadRules ? [place('r', '/alert-rules', 'resources.alert-rules.name')] : []),
    ...(mayReadChannels ? [place('c', '/channels', 'resources.channels.name')] : []),
    ...(mayReadUsers ? [place('u', '/users', 'resources.users.name')] : []),
    ...(mayReadEvents ? [place('j', '/events', 'resources.events.name')] : []),
    place('a', '/account', 'amiral.menu.account'),
  ];
}
