/** What the console says of maintenance windows. */
export const window = {
  kind: { once: 'Une fois', weekly: 'Chaque semaine', monthly: 'Chaque mois' },
  nth: { '1': 'Premier', '2': 'Deuxième', '3': 'Troisième', '4': 'Quatrième', '-1': 'Dernier' },
  schedule: {
    weekly: '%{which} à %{at}, %{minutes} min, %{zone}',
    monthly: '%{which} %{day} du mois à %{at}, %{minutes} min, %{zone}',
  },
  from_help: 'Aucune ne commence avant ; vide : dès maintenant',
  until_help: 'Aucune ne commence après ; vide : sans fin',
  labels_help: 'Nommez des serveurs, ou des étiquettes qu’ils portent ; avec les deux, les deux doivent convenir.',
  before: 'Mois précédent',
  after: 'Mois suivant',
  none: 'Rien n’est prévu ce mois-ci.',
};

export const windowResources = {
  'maintenance-windows': {
    name: 'Fenêtre de maintenance |||| Fenêtres de maintenance',
    empty: 'Pas encore de fenêtre de maintenance',
    invite: 'Une fenêtre dit quand on travaille sur des serveurs : leurs alertes n’appellent alors personne.',
    fields: {
      name: 'Nom',
      description: 'Description',
      labels: 'Étiquettes',
      serverIds: 'Serveurs',
      about: 'Concerne',
      author: 'Auteur',
      when: 'Quand',
      schedule: {
        kind: 'Combien de fois',
        startsAt: 'Début',
        endsAt: 'Fin',
        days: 'Jours',
        nth: 'Lequel',
        day: 'Jour',
        at: 'Heure locale',
        durationMinutes: 'Minutes',
        timeZone: 'Fuseau horaire',
        from: 'Du',
        until: 'Jusqu’au',
      },
    },
  },
};
