import type { health_reason as english } from './en.health';

/** Why a server is not healthy, by the code of the reason. */
export const health_reason: Record<keyof typeof english, string> = {
  unreachable: 'Il ne répond pas.',
  'database-down': 'Il répond, son PostgreSQL non.',
  slow: '%{slowAnswers} des %{of} dernières réponses ont été lentes.',
  'unconfirmed-failure': 'La dernière vérification a échoué ; les suivantes diront si cela dure.',
  'database-unconfirmed': 'PostgreSQL n’a pas répondu à la dernière vérification ; les suivantes diront si cela dure.',
  'certificate-ends': 'Un certificat de sa chaîne expire le %{endsAt}.',
  'crons-late':
    'Les actions planifiées ne s’exécutent pas dans %{smart_count} base. |||| Les actions planifiées ne s’exécutent pas dans %{smart_count} bases.',
  'host-disk': 'Le disque de la machine est presque plein.',
  'host-memory': 'La mémoire de la machine est presque épuisée.',
  stale: 'Aucune vérification n’a rien dit récemment.',
  frozen: 'Le moniteur doute de lui-même : l’état de ce qui échoue n’est pas connu en attendant.',
  since: 'depuis',
  remedy:
    'Redémarrez Odoo sur ce serveur : jusqu’à la version 18, sans workers, il les perd après un redémarrage de PostgreSQL. Si elles restent en retard, l’une d’elles dure peut-être trop longtemps.',
};
