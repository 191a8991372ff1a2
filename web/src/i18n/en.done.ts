/** What is said once something was done, or is under way. */
export const done = {
  activate: '%{name} is in service',
  maintenance: '%{name} is in maintenance',
  deactivate: '%{name} is out of service',
  cordon: '%{name} takes no new instance',
  uncordon: '%{name} takes new instances again',
  'check-health': '%{name} has been checked',
  adopt: '%{name} is adopted',
  terminate: '%{name} is terminated',
  drop: '%{name} is being terminated, and its database goes in seven days',
  provision: 'The database of %{name} is being made',
  suspend: '%{name} is being suspended',
  resume: '%{name} is being resumed',
  inspect: '%{name} is being looked into',
  purge: 'The database of %{name} is being dropped',
  claim: '%{name} is being claimed',
};
