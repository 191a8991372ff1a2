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
  expiresAt: 'Until (optional)',
  expiresAt_needed: 'Until',
  login_needed: 'Login',
  password_needed: 'Password',
  confirm: 'Type the name: %{name}',
  keep: 'Keep the database: it stays on the server as it is',
  drop: 'Drop the database, without a backup: users are shut out now, and seven days later it is dropped for good',
  provision: {
    title: 'Make the database of %{name}?',
    text: 'It is copied from its template on its server. The first password is then shown once, to you.',
  },
  suspend: {
    title: 'Suspend %{name}?',
    text: 'Nobody gets in and nothing runs by itself; no data is touched. Resuming opens exactly what was open.',
  },
  resume: {
    title: 'Resume %{name}?',
    text: 'Whoever was let in before is let in again, and scheduled actions run again.',
  },
  claim: {
    title: 'Claim %{name}?',
    text: 'From now on this Amiral works on its database. Two that do so harm it: the other one must be gone for good.',
  },
  inspect: {
    title: 'Look inside %{name}?',
    text: 'Its size, its users and late scheduled actions are read; nothing is changed.',
  },
  purge: {
    title: 'Drop the database of %{name} now?',
    text: 'It is gone for good, with its files; nothing brings it back.',
  },
  'service-login': {
    title: 'A login for Amiral in %{name}',
    text: 'Of the group system. It is tried before it is stored, sealed, and never shown.',
  },
  acknowledge: {
    title: 'Acknowledge this incident?',
    text: 'Everybody sees that you take care of it. Nobody else is called; its end is told.',
  },
  terminate: { title: 'Terminate %{name}?', text: 'Its slot is free again.' },
};
