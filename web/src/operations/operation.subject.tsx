import { Link } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';
import type { OperationSummary } from '../api/client';

/** Where records of each kind have a page. */
const PAGES: Readonly<Record<string, string>> = { instance: 'instances', server: 'servers', template: 'templates' };

/** What an operation is about, with the way there. */
export function OperationSubject({
  operation: { subjectType, subjectId, subjectName },
}: {
  operation: OperationSummary;
}) {
  const page = PAGES[subjectType];
  if (page === undefined) return <bdi>{subjectName}</bdi>;
  return (
    <Link component={RouterLink} to={`/${page}/${subjectId}`}>
      {subjectName}
    </Link>
  );
}
