import type { failure as english } from './en.failures';

/** Why an operation did not succeed, by the code of its error: those of the engine, and those of calls to Odoo servers. */
export const failure: Record<keyof typeof english, string> = {
  'code-gone': 'Cette version d’Amiral ne sait pas poursuivre cette opération.',
  'not-done': 'Le serveur n’a pas fait ce qui lui était demandé.',
  'outcome-unknown': 'La réponse à un appel a été perdue, et le serveur ne peut pas dire ce qu’il en est.',
  'compensation-failed': 'Ce qui avait été fait n’a pas pu être défait.',
  internal: 'Une erreur s’est produite dans Amiral ; la raison figure dans ses journaux.',
  'template-not-fit':
    'Le modèle ne peut pas être copié ainsi : son administrateur doit être actif, du groupe system, et distinct de l’accès de service.',
  'template-not-ready': 'Le modèle n’est pas prêt sur ce serveur.',
  'secrets-gone': 'Le premier mot de passe n’était gardé qu’un jour, et n’existe plus.',
  'template-opens-copy': 'Un identifiant ou une clé du modèle ouvrirait encore la copie.',
  'login-refused': 'La base refuse l’identifiant.',
  'not-all-done': 'Tout n’a pas été fait.',
  'not-expired': 'Elle a été prolongée entre-temps, ou sa formule ne suspend plus.',
  'not-as-asked': 'Ce qui a été relu ne correspond pas à ce qui était demandé.',
  'not-our-database': 'La base de ce nom n’est pas celle qu’Amiral connaît.',
  'owned-by-another-fleet': 'La base appartient à un autre Amiral.',
  'no-master-password': 'Aucun mot de passe maître n’est enregistré pour ce serveur.',
  'no-service-login': 'Amiral n’a pas d’accès dans cette base.',
  'server-not-reachable': 'Le serveur n’est pas en service, ou ne répond pas.',
  'not-served': 'Le serveur ne prend pas cet appel : vérifiez sa version et ce que le proxy inverse laisse passer.',
  'access-denied': 'Odoo refuse l’identifiant ou ses droits.',
  'wrong-master-password': 'Odoo refuse le mot de passe maître.',
  'list-db-off':
    'list_db est désactivé sur le serveur : il ne crée, ne copie, ne sauvegarde et ne supprime aucune base depuis l’extérieur.',
  'invalid-name':
    'Une base ne peut pas s’appeler ainsi : lettres, chiffres, _, . et -, 63 au plus, en commençant par une lettre ou un chiffre.',
  'name-taken': 'Le serveur a déjà une base de ce nom.',
  'no-such-source': 'Le serveur n’a pas de base de ce nom à copier.',
  'not-dropped': 'Le serveur n’a rien supprimé : il n’a pas cette base, ou ne la liste pas à cause de -d.',
  'no-such-database': 'Le serveur n’a pas de base de ce nom.',
  'login-not-admin': 'L’identifiant est valable, mais n’appartient pas au groupe d’administration (system).',
  'database-in-use':
    'Quelqu’un d’autre est connecté à la base : PostgreSQL ne peut ni la copier, ni la renommer, ni la supprimer pour l’instant.',
  'database-busy': 'Quelqu’un d’autre a modifié les mêmes lignes de la base au même moment.',
  'database-down': 'Odoo répond, mais pas son PostgreSQL : vérifiez le serveur de base de données.',
  'server-busy': 'Odoo n’a plus de connexion libre vers PostgreSQL : il est surchargé, ou db_maxconn est trop bas.',
  'cron-running': 'Une action planifiée est en cours d’exécution et ne peut pas être modifiée pour l’instant.',
  'no-such-language': 'Odoo ne connaît aucune langue avec ce code.',
  'no-such-country': 'Odoo ne connaît aucun pays avec ce code.',
  'body-too-large':
    'Le proxy inverse n’accepte pas un corps aussi grand : augmentez client_max_body_size, ou son équivalent.',
  'server-disk-full':
    'Le disque du serveur est plein : il faut à Odoo la place des fichiers, de l’export et du zip dans TMPDIR.',
  'odoo-error': 'Odoo a répondu par une erreur qui lui est propre : ses journaux disent pourquoi.',
  'restore-failed': 'Odoo n’a pas pu restaurer la sauvegarde, et a peut-être laissé une base vide de ce nom.',
  'archive-broken':
    'La sauvegarde est tronquée ou abîmée, ou n’est pas une sauvegarde d’Odoo : voir ce qui a été constaté.',
  'bad-answer': 'La réponse n’est pas celle d’un Odoo.',
  'no-answer': 'Aucune réponse n’est arrivée.',
  'not-reached': 'Le serveur n’a pas pu être joint.',
  aborted: 'L’appel a été abandonné.',
};
