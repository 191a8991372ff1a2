/** What is said of customers' databases as a whole: whose time is over, work on many. */
export const customers = {
  expiry: {
    help: 'Dates that have passed before it is switched on are left alone',
    held: '%{smart_count} instance is due within an hour, which is too many at once: nothing is suspended until an administrator says that it is meant. |||| %{smart_count} instances are due within an hour, which is too many at once: none is suspended until an administrator says that they are meant.',
    others: 'and %{smart_count} more',
    confirm: 'Suspend them',
    title: 'Suspend all of them?',
    text: 'Their customers get in no more, each when its time is over. Whoever is to go on needs another date first.',
    confirmed: 'Those whose time is over are suspended now',
  },
  another: 'Another Amiral works on its database: nothing is changed in it until an administrator claims it.',
  bulk: {
    on: '%{action} (%{smart_count})',
    title: '%{action}: %{smart_count} instance? |||| %{action}: %{smart_count} instances?',
    begins:
      '%{smart_count} of them can: it gets an operation of its own. |||| %{smart_count} of them can: each gets an operation of its own.',
    none: 'None of them can now.',
    refused: 'Left as they are:',
    lines: 'One by one',
    waits: 'not begun',
    why: {
      'wrong-state': 'Its state does not allow it',
      'operation-in-progress': 'Another operation works on it',
      'no-service-login': 'Amiral has no login in its database',
      'server-not-reachable': 'Its server is not in service',
      'still-expired': 'Its time is over: it needs another date, on its own page',
      'not-found': 'It is not there any more',
      forbidden: 'Your role does not allow it',
    },
  },
};
