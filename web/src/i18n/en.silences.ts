/** What the console says of silences. */
export const silence = {
  state: { active: 'Active', planned: 'Planned', over: 'Over' },
  from_now: 'Empty: now',
  labels_help: 'Name labels, servers or rules; an alert is silent when all that is named fits.',
  sure: 'End this silence now?',
  consequence: 'What still fires is told at once.',
  expired: 'The silence has ended',
};

export const silenceResources = {
  silences: {
    name: 'Silence |||| Silences',
    empty: 'No silence yet',
    invite: 'A silence keeps alerts quiet for a while; what still fires at its end is told then.',
    fields: {
      reason: 'Reason',
      about: 'About',
      labels: 'Labels',
      serverIds: 'Servers',
      ruleIds: 'Rules',
      state: 'State',
      startsAt: 'Begins',
      endsAt: 'Ends',
      author: 'Author',
    },
  },
};
