import { Pagination, type PaginationProps, useListContext } from 'react-admin';

/** The pages of the list around it; of one that could not be read nobody knows how many rows there are. */
export function Pages(props: PaginationProps) {
  const { data, error } = useListContext();
  return error && !data ? null : <Pagination {...props} />;
}
