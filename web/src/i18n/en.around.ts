/** What the console says where people look for their way. */
export const around = {
  keys: {
    title: 'Keyboard shortcuts',
    search: 'Search this list, or the servers',
    help: 'These shortcuts',
    close: 'Close what is open',
  },
  nothing: {
    wait: 'Whoever may enter one has not done so yet.',
    matches: 'Nothing matches these filters.',
    again: 'Try again',
  },
};
