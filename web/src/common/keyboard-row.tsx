import type { ComponentProps, KeyboardEvent } from 'react';
import { DataTableBody, DataTableRow, useDataTableCallbacksContext } from 'react-admin';

/** Enter does what a click on the row does, unless something in the row has the focus. */
function openOnEnter(event: KeyboardEvent<HTMLTableRowElement>): void {
  if (event.key === 'Enter' && event.target === event.currentTarget) event.currentTarget.click();
}

/** A row of a table that is reached by Tab and opened by Enter. */
export function KeyboardRow(props: ComponentProps<typeof DataTableRow>) {
  const { rowClick } = useDataTableCallbacksContext();
  return rowClick === false ? (
    <DataTableRow {...props} />
  ) : (
    <DataTableRow {...props} tabIndex={0} onKeyDown={openOnEnter} />
  );
}

/** A table's body of such rows. */
export function KeyboardBody(props: ComponentProps<typeof DataTableBody>) {
  return <DataTableBody {...props} row={KeyboardRow} />;
}
