/** What the console says of maintenance windows. */
export const window = {
  kind: { once: 'Once', weekly: 'Every week', monthly: 'Every month' },
  nth: { '1': 'First', '2': 'Second', '3': 'Third', '4': 'Fourth', '-1': 'Last' },
  schedule: {
    weekly: '%{which} at %{at}, %{minutes} min, %{zone}',
    monthly: '%{which} %{day} of the month at %{at}, %{minutes} min, %{zone}',
  },
  from_help: 'None begins before; empty: at once',
  until_help: 'None begins after; empty: for good',
  labels_help: 'Name servers, or labels that they carry; with both, servers must fit both.',
  before: 'Month before',
  after: 'Month after',
  none: 'Nothing is planned this month.',
};

export const windowResources = {
  'maintenance-windows': {
    name: 'Maintenance window |||| Maintenance windows',
    empty: 'No maintenance window yet',
    invite: 'A window says when servers are worked on: their alerts call nobody meanwhile.',
    fields: {
      name: 'Name',
      description: 'Description',
      labels: 'Labels',
      serverIds: 'Servers',
      about: 'About',
      author: 'Author',
      when: 'When',
      schedule: {
        kind: 'How often',
        startsAt: 'Begins',
        endsAt: 'Ends',
        days: 'Days',
        nth: 'Which',
        day: 'Day',
        at: 'Local time',
        durationMinutes: 'Minutes',
        timeZone: 'Time zone',
        from: 'From',
        until: 'Until',
      },
    },
  },
};
