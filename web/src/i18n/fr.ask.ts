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
  expiresAt: 'Jusqu’au (facultatif)',
  expiresAt_needed: 'Jusqu’au',
  login_needed: 'Identifiant',
  password_needed: 'Mot de passe',
  confirm: 'Saisissez le nom : %{name}',
  keep: 'Garder la base : elle reste telle quelle sur le serveur',
  drop: 'Supprimer la base, sans sauvegarde : l’accès est fermé tout de suite, et la base supprimée définitivement sept jours plus tard',
  provision: {
    title: 'Créer la base de %{name} ?',
    text: 'Elle est copiée de son modèle sur son serveur. Le premier mot de passe vous est ensuite affiché, une seule fois.',
  },
  suspend: {
    title: 'Suspendre %{name} ?',
    text: 'Plus personne n’entre et rien ne s’exécute ; aucune donnée n’est touchée. Le rétablissement rouvre exactement ce qui était ouvert.',
  },
  resume: {
    title: 'Rétablir %{name} ?',
    text: 'Ceux qui avaient accès l’ont de nouveau, et les actions planifiées reprennent.',
  },
  claim: {
    title: 'Reprendre %{name} ?',
    text: 'Désormais cet Amiral travaille sur sa base. À deux, ils l’abîmeraient : l’autre doit avoir disparu pour de bon.',
  },
  inspect: {
    title: 'Inspecter %{name} ?',
    text: 'Sa taille, ses utilisateurs et les actions planifiées en retard sont relevés ; rien n’est modifié.',
  },
  purge: {
    title: 'Supprimer maintenant la base de %{name} ?',
    text: 'Elle disparaît définitivement, avec ses fichiers ; rien ne permet de la retrouver.',
  },
  'service-login': {
    title: 'Un accès pour Amiral dans %{name}',
    text: 'Du groupe d’administration (system). Il est essayé avant d’être enregistré, chiffré, et n’est jamais affiché.',
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
  terminate: { title: 'Résilier %{name} ?', text: 'Sa place se libère.' },
};
