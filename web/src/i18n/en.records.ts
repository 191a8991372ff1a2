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
};
