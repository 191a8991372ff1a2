import { Alert, Link, Stack } from '@mui/material';
import { useGetList, useGetOne, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Instance, OperationSummary } from '../api/client';
import { useCan } from '../auth/use-can';
import { AskedButton } from '../common/asked.button';
import { RelativeTime } from '../common/relative-time';
import { OperationBadge } from '../operations/operation.badge';
import { OperationProgress } from '../operations/operation.progress';
import { TypedName } from '../common/typed-name';
import { claim, setServiceLogin } from './instance.calls';

/** What works on it now, and how far that is. */
function AtWork({ id }: { id: string }) {
  const translate = useTranslate();
  const { data } = useGetOne<OperationSummary>('operations', { id });
  if (!data) return null;
  const { kind, state, progress } = data;
  return (
    <Alert severity={state === 'needs-operator' ? 'error' : 'info'} icon={false}>
      <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Link component={RouterLink} to={`/operations/${id}`} sx={{ fontWeight: 600 }}>
          {translate(`amiral.operation.kind.${kind}`)}
        </Link>
        <OperationBadge state={state} />
        {state === 'running' && <OperationProgress progress={progress} />}
      </Stack>
    </Alert>
  );
}

const IN_USE: readonly Instance['state'][] = ['active', 'suspended', 'expired'];

/** Without a login inside, most of what may be done with an instance cannot be. */
function NoLogin({ instance: { id, name } }: { instance: Instance }) {
  const translate = useTranslate();
  const mayGive = useCan('service-login', 'instances');
  const button = (
    <AskedButton
      label="amiral.service_login.give"
      title="amiral.ask.service-login.title"
      consequence="amiral.ask.service-login.text"
      confirm="amiral.service_login.give"
      fields={['login', 'password']}
      required={['login', 'password']}
      name={name}
      run={({ login = '', password = '' }) => setServiceLogin(id, { login, password })}
      done="amiral.service_login.given"
      reread={{ queryKey: ['instances'] }}
      color="inherit"
      sx={{ whiteSpace: 'nowrap' }}
    />
  );
  return (
    <Alert severity="info" action={mayGive && button}>
      {translate('amiral.service_login.none')}
    </Alert>
  );
}

/** The last work on it found that another Amiral works on its database. */
function Another({ instance: { id, name, actions } }: { instance: Instance }) {
  const translate = useTranslate();
  const last = { page: 1, perPage: 1 };
  const newest = { field: 'createdAt', order: 'DESC' } as const;
  const { data } = useGetList<OperationSummary>('operations', {
    filter: { subjectId: id },
    pagination: last,
    sort: newest,
  });
  if (data?.[0]?.error?.code !== 'owned-by-another-fleet') return null;
  const button = (
    <AskedButton
      label="amiral.action.claim"
      title="amiral.ask.claim.title"
      consequence="amiral.ask.claim.text"
      confirm="amiral.action.claim"
      name={name}
      run={({ confirm = '' }) => claim(id, confirm)}
      done="amiral.done.claim"
      reread={{}}
      color="inherit"
    >
      <TypedName name={name} />
    </AskedButton>
  );
  return (
    <Alert severity="error" action={actions.includes('claim') && button}>
      {translate('amiral.customers.another')}
    </Alert>
  );
}

/** What whoever opens the page of an instance has to know first. */
export function InstanceNotices({ instance }: { instance: Instance }) {
  const translate = useTranslate();
  const { currentOperationId, hasServiceLogin, purgeAfter, state } = instance;
  return (
    <>
      {currentOperationId !== null && <AtWork id={currentOperationId} />}
      {!hasServiceLogin && IN_USE.includes(state) && <NoLogin instance={instance} />}
      {currentOperationId === null && <Another instance={instance} />}
      {purgeAfter !== null && (
        <Alert severity="warning">
          {translate('amiral.purge_after')} <RelativeTime at={purgeAfter} />
        </Alert>
      )}
    </>
  );
}
