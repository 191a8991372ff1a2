import type { Messages } from './en';

export const records: Pick<Messages['amiral'], 'labels' | 'hosting' | 'maintenance'> = {
  labels: {
    key: 'Nom',
    value: 'Valeur',
    add: 'Ajouter une étiquette',
    remove: 'Retirer l’étiquette %{name}',
    twice: 'Deux étiquettes portent le même nom.',
    nameless: 'Une étiquette doit avoir un nom.',
  },
  hosting:
    'Il héberge %{smart_count} instance : résiliez-la d’abord. |||| Il héberge %{smart_count} instances : résiliez-les d’abord.',
  maintenance: { unsaid: 'En maintenance', open: 'jusqu’à ce que quelqu’un l’active' },
};
