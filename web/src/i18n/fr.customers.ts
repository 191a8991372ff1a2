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
};
