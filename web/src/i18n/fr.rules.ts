/** What the console says of alert rules. */
export const rule = {
  kind: {
    'server-critical': 'Serveur critique',
    'server-warning': 'Serveur en avertissement',
    'database-down': 'Base de données arrêtée',
    'certificate-ends': 'Fin de certificat',
    capacity: 'Capacité d’un serveur',
    'headroom-low': 'Réserve de la flotte',
    'health-unknown': 'Santé inconnue',
    'monitor-frozen': 'Surveillance gelée',
    'backup-overdue': 'Sauvegarde en retard',
    'maintenance-overrun': 'Maintenance dépassée',
    'operation-failed': 'Opération échouée',
    'operation-needs-operator': 'Opération qui attend un opérateur',
    'crons-late': 'Actions planifiées en retard',
    'over-plan': 'Instance au-delà de sa formule',
    'expiry-held': 'Échéances retenues',
  },
  threshold: { days: '%{value} jours avant', percent: '%{value} %', slots: '%{value} places' },
  help: {
    'certificate-ends': 'Jours avant la fin, par exemple 21, 14, 7, 3 ; le dernier est aussi grave que la règle',
    capacity: 'Plus de ses places que cela sont prises',
    'headroom-low': 'Moins de places, ou une moindre part en pour cent, sont libres ; si les deux : les places',
  },
  hold_help: 'Combien de temps cela doit durer avant tout appel',
  labels_help: 'La règle parle des serveurs qui les portent toutes ; sans étiquette, de tous.',
  enabled_help: 'Une règle désactivée met fin à ses alertes',
  incident_help: 'Les serveurs hors ligne ou critiques ouvrent toujours un incident',
  built_in: 'Elle est d’origine : désactivez-la plutôt.',
  sure: 'Réinitialiser %{name} ?',
  consequence: 'Elle redevient ce que son genre a de lui-même ; son nom et ses étiquettes restent.',
  was_reset: 'La règle est comme à l’origine',
};

export const ruleResources = {
  'alert-rules': {
    name: 'Règle d’alerte |||| Règles d’alerte',
    empty: 'Aucune règle',
    invite: 'Une règle dit pour quoi les personnes sont appelées.',
    fields: {
      name: 'Nom',
      kind: 'Genre',
      severity: 'Gravité',
      holdSeconds: 'Dure depuis (s)',
      labels: 'Étiquettes',
      limit: 'Seuil',
      threshold: { days: 'Jours avant', percent: 'Pour cent', slots: 'Places libres' },
      opensIncident: 'Ouvre un incident',
      enabled: 'Activée',
    },
  },
};
