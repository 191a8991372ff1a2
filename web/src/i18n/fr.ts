import { ask } from './fr.ask';
import { around } from './fr.around';
import { channelResources, channels } from './fr.channels';
import { incident, incidentResources } from './fr.incidents';
import { silence, silenceResources } from './fr.silences';
import { rule, ruleResources } from './fr.rules';
import { window, windowResources } from './fr.windows';
import { operation, operationResources } from './fr.operations';
import type { Messages } from './en';
import { action, subject } from './fr.journal';
import { health_reason } from './fr.health';
import { history } from './fr.history';
import { overview } from './fr.overview';
import { problem } from './fr.problems';
import { customers } from './fr.customers';
import { done } from './fr.done';
import { records } from './fr.records';
import { refused } from './fr.refused';
import { resources } from './fr.resources';

export const fr: Messages = {
  amiral: {
    ...around,
    history,
    ...channels,
    health_reason,
    overview,
    incident,
    silence,
    rule,
    window,
    operation,
    customers,
    ...records,
    problem,
    refused,
    action,
    subject,
    menu: {
      overview: 'Vue d’ensemble',
      board: 'Tableau',
      placement: 'Placement',
      maintenance: 'Maintenance',
      leftovers: 'Bases restantes',
      account: 'Mon compte',
    },
    login: {
      title: 'La flotte de vos serveurs Odoo',
      email: 'E-mail',
      password: 'Mot de passe',
      ended: 'Votre session est terminée',
      again: 'Reconnectez-vous en tant que %{email} : l’écran reste tel quel.',
      leave: 'Vers l’accueil',
    },
    away: {
      banner:
        'Le serveur ne répond pas. L’affichage peut être dépassé ; une nouvelle tentative a lieu toutes les quelques secondes.',
      error: 'Le serveur ne répond pas.',
      unsent: 'Le serveur ne répond pas. Rien n’a été enregistré ; réessayez quand il sera de retour.',
      uncertain: 'Le serveur n’a pas répondu : l’enregistrement n’est pas certain. Vérifiez quand il sera de retour.',
    },
    language: 'Langue',
    saved: 'Enregistré',
    online: 'En ligne',
    offline: 'Hors ligne',
    cordoned: 'Fermé aux nouveaux',
    response_ms: 'Réponse (ms)',
    capacity: { used: '%{used} places occupées sur %{total}' },
    state: {
      draft: 'Brouillon',
      active: 'Actif',
      maintenance: 'Maintenance',
      offline: 'Hors ligne',
      disabled: 'Désactivé',
    },
    health: { healthy: 'Sain', warning: 'Alerte', critical: 'Critique', unknown: 'Inconnu' },
    instance_state: {
      draft: 'Brouillon',
      provisioning: 'En création',
      active: 'Active',
      suspended: 'Suspendue',
      expired: 'Expirée',
      terminated: 'Résiliée',
      failed: 'En échec',
    },
    role: { user: 'Utilisateur : consulte', manager: 'Gestionnaire : modifie', admin: 'Administrateur' },
    filter: {
      state: 'État',
      healthStatus: 'Santé',
      cordoned: 'Nouvelles instances',
      is_cordoned: { true: 'Fermés', false: 'Ouverts' },
      capacity: 'Capacité',
      room: '20 % libres ou plus',
      nearly_full: 'Presque plein',
      full: 'Plein',
      archive: 'Archives',
      archived_too: 'Archivés aussi',
      archived_only: 'Archivés seulement',
      label: 'Étiquette',
      label_help: 'clé:valeur, puis Entrée',
      show: 'Filtres',
      clear: 'Tout effacer',
      unknown: 'Cette adresse demande quelque chose que la liste ne connaît pas : %{reason}',
    },
    group: { by: 'Grouper par', none: 'Rien' },
    order: {
      column: '#',
      move: 'Déplacer %{name}',
      keyboard:
        'Espace pour soulever une ligne, les flèches pour la déplacer, espace pour la poser, Échap pour la remettre à sa place.',
    },
    export: {
      done: '%{smart_count} ligne exportée |||| %{smart_count} lignes exportées',
      cut: 'Seules les %{smart_count} premières lignes sur %{total} ont été exportées |||| Seules les %{smart_count} premières lignes sur %{total} ont été exportées',
    },
    drag: {
      lifted: '%{name} soulevé : %{place}',
      moved: '%{name} déplacé : %{place}',
      dropped: '%{name} posé : %{place}',
      back: '%{name} est revenu à sa place',
      position: 'position %{number}',
    },
    saved_search: {
      title: 'Recherches enregistrées',
      none: 'Rien d’enregistré',
      name: 'Nom de cette recherche',
      save: 'Enregistrer',
      delete: 'Supprimer la recherche %{name}',
    },
    tab: {
      overview: 'Vue d’ensemble',
      status: 'État',
      history: 'Historique',
      server: 'Serveur',
      database: 'Base de données',
      resources: 'Ressources et capacité',
      instances: 'Instances',
      incidents: 'Incidents',
      journal: 'Journal',
    },
    done,
    ask,
    bulk: {
      on: '%{action} (%{count})',
      done: '%{smart_count} serveur traité |||| %{smart_count} serveurs traités',
      partly: '%{done} traités, %{refused} refusés : %{reason}',
    },
    test: {
      title: 'Connexion à %{name}',
      ok: 'La connexion fonctionne : Odoo %{version}, %{ms} ms',
      refused: 'La connexion ne fonctionne pas : %{reason}',
      passed: 'réussi',
      failed: 'échoué',
      unknown: 'non vérifiable',
      check: {
        reachable: 'Joignable',
        version: 'Version',
        certificate: 'Certificat',
        database: 'Base de données',
        'master-password': 'Mot de passe maître',
        'database-list': 'Liste des bases',
        'database-pages': 'Pages des bases',
      },
    },
    secret: { set: 'défini', not_set: 'non défini', replace: 'Remplacer', enter: 'Définir' },
    conflict: {
      title: 'Quelqu’un d’autre l’a modifié entre-temps',
      text: 'Rien n’a encore été enregistré. Comparez, puis choisissez.',
      field: 'Champ',
      before: 'À l’ouverture',
      theirs: 'Maintenant',
      mine: 'Le vôtre',
      back: 'Retour au formulaire',
      take_theirs: 'Abandonner le mien',
      take_mine: 'Enregistrer le mien',
    },
    board: {
      refused:
        '« %{action} » n’est pas possible : %{name} est à l’état « %{state} » et héberge %{smart_count} instance |||| « %{action} » n’est pas possible : %{name} est à l’état « %{state} » et héberge %{smart_count} instances',
      role: 'Votre rôle ne permet pas « %{action} »',
      no_way: {
        offline: 'Seules les vérifications disent qu’un serveur est hors ligne : %{name} reste où il est',
        draft: 'Aucun serveur ne redevient un brouillon : %{name} reste où il est',
      },
      drag: 'Déplacer %{name}',
      keyboard:
        'Espace pour saisir une carte, les flèches pour la déplacer, Espace pour la poser, Échap pour la remettre en place.',
      more: '%{count} de plus',
    },
    placement: {
      title: 'Où irait un nouveau client ?',
      create: 'Nouvelle instance ici',
      percent: 'De 0 à 100',
    },
    account: {
      logout_everywhere: 'Se déconnecter partout',
      logout_text: 'Toutes vos sessions prennent fin, sur chaque appareil, celle-ci aussi.',
      password: 'Changer mon mot de passe',
      everywhere: 'Cela vous déconnecte partout ailleurs.',
      current: 'Mot de passe actuel',
      new: 'Nouveau mot de passe',
      change: 'Changer et déconnecter ailleurs',
      changed: 'Le mot de passe est changé ; toutes les autres sessions sont terminées',
    },
    help: {
      code: 'Lettres minuscules, chiffres et tirets',
      serverUrl:
        'Où Odoo répond, par exemple https://odoo-1.example.com. Une autre adresse, chemin compris, efface les mots de passe.',
      note: 'Une note pour les personnes : les appels vont à l’adresse ci-dessus.',
      tlsCa:
        'Certificats (PEM) acceptés pour ce serveur en plus des certificats publics. En changer efface les mots de passe.',
      archived: 'Absent de la liste, et jamais appelé',
      inService: 'Désactivez-le d’abord : seuls les brouillons et les serveurs désactivés peuvent être archivés.',
      maxInstances: 'Jamais moins que ce qu’il héberge',
      interval: 'Secondes entre deux vérifications ; vide : comme partout',
      anyServer: 'Vide : le meilleur serveur la prend',
      leastFree: 'Part du meilleur serveur qui doit être libre ; vide : n’importe quelle place suffit',
      subdomain: 'Lettres minuscules, chiffres et tirets',
      databaseName: 'Son nom sur le serveur ; il ne change plus',
      domain: 'Un nom d’hôte propre au client',
      templateUsed: 'Ne change plus dès que l’instance n’est plus un brouillon',
      archivedOffer: 'Ne prend plus d’instance ; celles qui l’ont le gardent',
      templateDb: 'La base qui est copiée',
      disabled: 'Met fin à toutes les sessions ; plus personne ne se connecte avec ce compte',
      noLimit: 'Vide : sans limite',
      password: 'Au moins 12 caractères',
      newPassword: 'Au moins 12 caractères ; vide : inchangé',
    },
  },
  resources: {
    ...resources,
    ...channelResources,
    ...incidentResources,
    ...silenceResources,
    ...ruleResources,
    ...windowResources,
    ...operationResources,
  },
};
