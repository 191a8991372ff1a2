/** What the console says of silences. */
export const silence = {
  state: { active: 'En cours', planned: 'Prévu', over: 'Terminé' },
  from_now: 'Vide : maintenant',
  labels_help: 'Nommez des étiquettes, des serveurs ou des règles ; une alerte se tait quand tout convient.',
  sure: 'Mettre fin à ce silence maintenant ?',
  consequence: 'Ce qui est encore en alerte est annoncé aussitôt.',
  expired: 'Le silence est terminé',
};

export const silenceResources = {
  silences: {
    name: 'Silence |||| Silences',
    empty: 'Pas encore de silence',
    invite: 'Un silence fait taire des alertes pour un temps ; ce qui dure encore à sa fin est alors annoncé.',
    fields: {
      reason: 'Raison',
      about: 'Concerne',
      labels: 'Étiquettes',
      serverIds: 'Serveurs',
      ruleIds: 'Règles',
      state: 'État',
      startsAt: 'Début',
      endsAt: 'Fin',
      author: 'Auteur',
    },
  },
};
