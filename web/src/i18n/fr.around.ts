/** What the console says where people look for their way. */
export const around = {
  keys: {
    title: 'Raccourcis clavier',
    search: 'Chercher dans la liste, ou parmi les serveurs',
    help: 'Ces raccourcis',
    close: 'Fermer ce qui est ouvert',
  },
  nothing: {
    wait: 'Les personnes autorisées n’en ont pas encore saisi.',
    matches: 'Rien ne correspond à ces filtres.',
    again: 'Réessayer',
  },
};
