import type { Messages } from './en';

export const records: Pick<Messages['amiral'], 'labels' | 'hosting' | 'maintenance' | 'rejected' | 'adopt'> = {
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
  rejected: {
    none: 'Aucun serveur n’a la place.',
    others: 'Pourquoi les autres ne le prennent pas :',
    least: 'Libre au moins (%)',
    state: '%{smart_count} hors service |||| %{smart_count} hors service',
    cordoned: '%{smart_count} fermé aux nouveaux |||| %{smart_count} fermés aux nouveaux',
    health: '%{smart_count} en mauvaise santé |||| %{smart_count} en mauvaise santé',
    capacity: '%{smart_count} sans assez de place |||| %{smart_count} sans assez de place',
    all_fit: 'Aucun serveur n’est écarté.',
    todo: {
      state: 'Activez-en un qui est prêt.',
      cordoned: 'Rouvrez-en un qui peut reprendre des clients.',
      health: 'Voyez sur quoi butent leurs vérifications.',
      capacity: 'Relevez la limite d’un serveur, ou demandez moins de place.',
    },
  },
  adopt: {
    title: 'Adopter une base de données',
    text: 'Inscrit une base qui existe déjà sur un serveur : le serveur est d’abord interrogé, et elle y prend une place.',
  },
};
