/** What is asked before something is done. */
export const ask = {
  reason: 'Raison (facultatif)',
  reason_needed: 'Raison',
  note: 'Note (facultatif)',
  until: 'Jusqu’à (facultatif)',
  until_help: 'Le serveur revient alors de lui-même, par le même test qu’une activation.',
  maintenance: {
    title: 'Maintenance : %{name}',
    text: 'Aucune sonde ne met fin à une maintenance. Aucune nouvelle instance n’y est placée entre-temps.',
  },
  acknowledge: {
    title: 'Acquitter cet incident ?',
    text: 'Chacun voit que vous vous en occupez. Personne d’autre n’est appelé ; sa fin est annoncée.',
  },
  deactivate: { title: 'Désactiver %{name} ?', text: 'Il n’est plus vérifié et ne prend aucune instance.' },
  cordon: {
    title: 'Fermer %{name} aux nouveaux',
    text: 'Il ne prend aucune nouvelle instance ; son état et ses vérifications restent.',
  },
  terminate: { title: 'Résilier %{name} ?', text: 'Sa place se libère. Sa base de données n’est pas touchée.' },
};
