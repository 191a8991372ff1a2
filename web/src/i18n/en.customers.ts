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
};
