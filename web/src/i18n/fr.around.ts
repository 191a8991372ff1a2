/** What the console says where people look for their way. */
export const around = {
  keys: {
    title: 'Raccourcis clavier',
    search: 'Chercher dans la liste, ou parmi les serveurs',
    help: 'Ces raccourcis',
    close: 'Fermer ce qui est ouvert',
  },
  copy: 'Copier : %{name}',
  copied: '%{name} : copié',
  nothing: {
    wait: 'Les personnes autorisées n’en ont pas encore saisi.',
    matches: 'Rien ne correspond à ces filtres.',
    again: 'Réessayer',
  },
  broken: {
    title: 'Cette vue ne s’affiche plus.',
    text: 'Le reste de la console fonctionne. Ce qui n’était pas enregistré ici est perdu.',
    again: 'Recharger la vue',
  },
  number: 'Écrivez un nombre, par exemple 1,5',
  tour: {
    title: 'Visite guidée',
    place: '%{number} sur %{of}',
    skip: 'Passer',
    back: 'Précédent',
    next: 'Suivant',
    done: 'Terminer',
    servers: {
      title: 'Les serveurs',
      text: 'L’état dit ce qui a été décidé d’un serveur, et s’il répond ; la santé, ce que les dernières vérifications ont trouvé. Ouvrez un serveur pour ce que vous pouvez en faire.',
    },
    filters: {
      title: 'Recherche et filtres',
      text: 'Ils se cumulent, figurent dans l’adresse de la page et s’enregistrent sous un nom. La touche / mène à la recherche, où que vous soyez.',
    },
    several: { title: 'Plusieurs à la fois', text: 'Cochez des serveurs : les actions communes apparaissent.' },
    overview: { title: 'Vue d’ensemble', text: 'Le parc en chiffres, et ce qui demande d’abord quelqu’un.' },
    board: {
      title: 'Tableau',
      text: 'Les serveurs en colonnes. Qui en a le droit glisse une carte vers un autre état, et l’action est faite.',
    },
    placement: { title: 'Placement', text: 'Quel serveur prendrait le prochain client, et pourquoi pas les autres.' },
    again: { title: 'Votre menu', text: 'Votre compte, les raccourcis clavier, et cette visite à nouveau.' },
  },
};
