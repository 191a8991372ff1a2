/** What is said of customers’ databases as a whole: whose time is over, work on many. */
export const customers = {
  expiry: {
    help: 'Les échéances déjà passées à ce moment restent sans effet',
    held: '%{smart_count} instance arrive à échéance dans l’heure, ce qui est trop à la fois : rien n’est suspendu tant qu’un administrateur n’a pas dit que c’est voulu. |||| %{smart_count} instances arrivent à échéance dans l’heure, ce qui est trop à la fois : aucune n’est suspendue tant qu’un administrateur n’a pas dit que c’est voulu.',
    others: 'et %{smart_count} de plus',
    confirm: 'Les suspendre',
    title: 'Les suspendre toutes ?',
    text: 'Leurs clients n’y entrent plus, chacun à son échéance. Ce qui doit continuer a d’abord besoin d’une autre date.',
    confirmed: 'Les instances échues sont maintenant suspendues',
  },
  another: 'Un autre Amiral travaille sur sa base : rien n’y est modifié tant qu’un administrateur ne l’a pas reprise.',
  bulk: {
    on: '%{action} (%{smart_count})',
    title: '%{action} : %{smart_count} instance ? |||| %{action} : %{smart_count} instances ?',
    begins:
      '%{smart_count} le permet : elle a sa propre opération. |||| %{smart_count} le permettent : chacune a sa propre opération.',
    none: 'Aucune ne le permet maintenant.',
    refused: 'Restent comme elles sont :',
    lines: 'Une par une',
    waits: 'pas commencée',
    why: {
      'wrong-state': 'Son état ne le permet pas',
      'operation-in-progress': 'Une autre opération y travaille',
      'no-service-login': 'Amiral n’a pas d’accès à sa base',
      'server-not-reachable': 'Son serveur n’est pas en service',
      'still-expired': 'Elle est échue : il lui faut une autre date, sur sa propre page',
      'not-found': 'Elle n’existe plus',
      forbidden: 'Votre rôle ne le permet pas',
    },
  },
};
