/** What the console says where people look for their way. */
export const around = {
  keys: {
    title: 'Keyboard shortcuts',
    search: 'Search this list, or the servers',
    help: 'These shortcuts',
    close: 'Close what is open',
  },
  copy: 'Copy: %{name}',
  copied: '%{name}: copied',
  nothing: {
    wait: 'Whoever may enter one has not done so yet.',
    matches: 'Nothing matches these filters.',
    again: 'Try again',
  },
  broken: {
    title: 'This view has broken.',
    text: 'The rest of the console goes on. What was not saved here is lost.',
    again: 'Load it again',
  },
  number: 'Write a number with a point, like 1.5',
  tour: {
    title: 'Show me around',
    place: '%{number} of %{of}',
    skip: 'Skip',
    back: 'Back',
    next: 'Next',
    done: 'Done',
    servers: {
      title: 'The servers',
      text: 'State is what was decided about a server, and whether it answers; health is what the last checks found. Open a server for what you may do with it.',
    },
    filters: {
      title: 'Search and filters',
      text: 'They add up, stand in the address of the page, and can be saved under a name. Press / to search from anywhere.',
    },
    several: { title: 'Several at once', text: 'Tick servers, and the actions for all of them appear.' },
    overview: { title: 'Overview', text: 'The fleet in figures, and what needs somebody first.' },
    board: {
      title: 'Board',
      text: 'The servers in columns. Whoever may act drags a card to another state, and the action is taken.',
    },
    placement: { title: 'Placement', text: 'Which server would take the next customer, and why not the others.' },
    again: { title: 'Your menu', text: 'Your account, the keyboard shortcuts, and this tour again.' },
  },
};
