/** Ce que dit la console du parc entier. */
export const overview = {
  state: 'Serveurs par état',
  healthStatus: 'Serveurs par santé',
  slots: 'Capacité',
  placeable: '%{count} place libre pour de nouvelles instances |||| %{count} places libres pour de nouvelles instances',
  cordoned: '%{count} serveur fermé aux nouveaux |||| %{count} serveurs fermés aux nouveaux',
  worst: 'À traiter',
  nothing: 'Chaque serveur en service va bien et a de la place.',
  recent: 'Derniers changements',
  monitor: 'Surveillance',
  monitor_is: { watching: 'En marche', paused: 'En pause : sa base ne répond pas', frozen: 'Gelée' },
  watching: 'ce processus surveille %{smart_count} serveur |||| ce processus surveille %{smart_count} serveurs',
  late: '99 % des vérifications partent en moins de %{late}',
  waiting: '%{smart_count} vérification en attente |||| %{smart_count} vérifications en attente',
};
