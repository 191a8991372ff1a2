/** What the console says of the fleet as a whole. */
export const overview = {
  state: 'Servers by state',
  healthStatus: 'Servers by health',
  slots: 'Capacity',
  placeable: '%{count} free slot for new instances |||| %{count} free slots for new instances',
  cordoned: '%{count} server cordoned |||| %{count} servers cordoned',
  worst: 'Needs somebody',
  nothing: 'Every server in service is well and has room.',
  recent: 'Latest changes',
  monitor: 'Monitor',
  monitor_is: { watching: 'Watching', paused: 'Paused: its database does not answer', frozen: 'Frozen' },
  watching: 'this process watches %{smart_count} server |||| this process watches %{smart_count} servers',
  late: '99 % of probes begin within %{late}',
  waiting: '%{smart_count} probe waiting |||| %{smart_count} probes waiting',
};
