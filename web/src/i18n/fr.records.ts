import type { Messages } from './en';
import type { records as english } from './en.records';

export const records: Pick<Messages['amiral'], keyof typeof english> = {
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
    template: '%{smart_count} où le modèle n’est pas prêt |||| %{smart_count} où le modèle n’est pas prêt',
    capacity: '%{smart_count} sans assez de place |||| %{smart_count} sans assez de place',
    all_fit: 'Aucun serveur n’est écarté.',
    todo: {
      state: 'Activez-en un qui est prêt.',
      cordoned: 'Rouvrez-en un qui peut reprendre des clients.',
      health: 'Voyez sur quoi butent leurs vérifications.',
      template: 'Publiez le modèle sur l’un d’eux.',
      capacity: 'Relevez la limite d’un serveur, ou demandez moins de place.',
    },
  },
  provision: {
    now: 'Créer avec sa base',
    more: 'Plus : serveur, noms, langue',
    less: 'Moins',
    help: {
      adminLogin: 'Vide : l’e-mail du client',
      adminPassword: 'Vide : généré, et affiché une seule fois',
      companyName: 'Vide : le client',
      language: 'Par exemple fr_FR ; vide : celle du modèle',
      timezone: 'Par exemple Europe/Paris ; vide : celui du modèle',
      country: 'Par exemple FR ; vide : celui du modèle',
    },
  },
  service_login: {
    none: 'Amiral n’a pas d’accès dans cette base : il ne peut ni la suspendre, ni l’inspecter, ni la supprimer.',
    give: 'Lui donner un accès',
    given: 'L’accès fonctionne, il est enregistré',
  },
  purge_after: 'Suppression définitive de sa base :',
  not_purged: 'Sa base est encore là : supprimez-la d’abord.',
  active_users: '%{smart_count} utilisateur actif |||| %{smart_count} utilisateurs actifs',
  adopt: {
    title: 'Adopter une base de données',
    text: 'Inscrit une base qui existe déjà sur un serveur : le serveur est d’abord interrogé, et elle y prend une place.',
  },
  in_use:
    '%{smart_count} instance s’y rapporte : archivez plutôt. |||| %{smart_count} instances s’y rapportent : archivez plutôt.',
  over_limit: { any: 'Dans la formule ou non', over: 'Au-delà de la formule' },
  archived: { current: 'En cours', archived: 'Archivés' },
  template_state: { pending: 'En attente', ready: 'Prêt', failed: 'En échec' },
  own_account: 'C’est votre propre compte : un autre administrateur peut le supprimer.',
  panic: {
    title: 'La surveillance est gelée et ne met aucun serveur hors ligne,',
    'many-failing': '%{failing} serveurs sur %{counted} échouent d’un coup : la faute est peut-être de notre côté.',
    'own-fault':
      'son propre réseau ou service de noms est en panne ; %{failing} serveurs sur %{counted} sont injoignables.',
    confirm: 'La panne est réelle',
    sure: 'La panne est-elle réelle ?',
    consequence: 'La flotte est alors jugée telle qu’elle paraît : chaque serveur qui ne répond pas passe hors ligne.',
    confirmed: 'Confirmé : la flotte est jugée telle qu’elle paraît',
  },
};
