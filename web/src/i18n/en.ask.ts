/** What is asked before something is done. */
export const ask = {
  reason: 'Reason (optional)',
  reason_needed: 'Reason',
  note: 'Note (optional)',
  until: 'Until (optional)',
  until_help: 'The server then returns by itself, through the same test as an activation.',
  maintenance: {
    title: 'Maintenance: %{name}',
    text: 'No probe ends a maintenance. It takes no new instance meanwhile.',
  },
  deactivate: { title: 'Deactivate %{name}?', text: 'It is no longer checked and takes no instance.' },
  cordon: { title: 'Cordon %{name}', text: 'It takes no new instance; state and checks stay as they are.' },
  acknowledge: {
    title: 'Acknowledge this incident?',
    text: 'Everybody sees that you take care of it. Nobody else is called; its end is told.',
  },
  terminate: { title: 'Terminate %{name}?', text: 'Its slot is free again. Its database is left alone.' },
};
