/** What is said once something was done, or is under way. */
export const done = {
  activate: '%{name} est en service',
  maintenance: '%{name} est en maintenance',
  deactivate: '%{name} est hors service',
  cordon: '%{name} ne prend plus de nouvelle instance',
  uncordon: '%{name} prend de nouveau des instances',
  'check-health': '%{name} a été vérifié',
  adopt: '%{name} est adoptée',
  terminate: '%{name} est résiliée',
  drop: '%{name} est en cours de résiliation ; sa base sera supprimée dans sept jours',
  provision: 'La base de %{name} est en cours de création',
  suspend: '%{name} est en cours de suspension',
  resume: '%{name} est en cours de rétablissement',
  inspect: '%{name} est en cours d’inspection',
  purge: 'La base de %{name} est en cours de suppression',
  claim: 'La reprise de %{name} est en cours',
};
