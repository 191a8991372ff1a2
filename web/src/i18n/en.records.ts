/** What the pages of records say. */
export const records = {
  labels: {
    key: 'Name',
    value: 'Value',
    add: 'Add a label',
    remove: 'Remove the label %{name}',
    twice: 'Two labels have the same name.',
    nameless: 'A label needs a name.',
  },
  hosting:
    'It hosts %{smart_count} instance: terminate it first. |||| It hosts %{smart_count} instances: terminate them first.',
  maintenance: { unsaid: 'In maintenance', open: 'until somebody activates it' },
  rejected: {
    none: 'No server has room for it.',
    others: 'Why the others do not take it:',
    least: 'Least free (%)',
    state: '%{smart_count} not in service |||| %{smart_count} not in service',
    cordoned: '%{smart_count} cordoned |||| %{smart_count} cordoned',
    health: '%{smart_count} not well |||| %{smart_count} not well',
    template: '%{smart_count} without the template ready |||| %{smart_count} without the template ready',
    capacity: '%{smart_count} without enough room |||| %{smart_count} without enough room',
    all_fit: 'No server is refused.',
    todo: {
      state: 'Activate one that is ready.',
      cordoned: 'Uncordon one that may take customers again.',
      health: 'See what their probes run into.',
      template: 'Publish the template to one of them.',
      capacity: 'Raise the limit of one, or ask for less room.',
    },
  },
  adopt: {
    title: 'Adopt a database',
    text: 'Records a database that is already on a server: the server is asked for it first, and it takes a slot there.',
  },
  in_use:
    '%{smart_count} instance refers to it: archive it instead. |||| %{smart_count} instances refer to it: archive it instead.',
  archived: { current: 'Current', archived: 'Archived' },
  template_state: { pending: 'Pending', ready: 'Ready', failed: 'Failed' },
  own_account: 'This is your own account: another administrator can delete it.',
  panic: {
    title: 'The monitor is frozen and takes no server offline,',
    'many-failing': '%{failing} of %{counted} servers fail at once, so the fault may be on our side.',
    'own-fault': 'its own network or name service fails; %{failing} of %{counted} servers cannot be reached.',
    confirm: 'The outage is real',
    sure: 'Is the outage real?',
    consequence: 'The fleet is then judged as it looks: every server that does not answer goes offline.',
    confirmed: 'Confirmed: the fleet is judged as it looks',
  },
};
