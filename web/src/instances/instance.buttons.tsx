import { Stack } from '@mui/material';
import { useNavigate } from 'react-router-dom';
import type { Instance } from '../api/client';
import { AskedButton } from '../common/asked.button';
import type { Answer, Field } from '../common/question';
import { TypedName } from '../common/typed-name';
import { inspect, provision, purge, resume, suspend } from './instance.calls';
import { Terminate } from './instance.terminate';

/** What is done by an operation after a question; how an instance ends is asked in a way of its own, and a claim where it is needed. */
type Work = Exclude<Instance['actions'][number], 'terminate' | 'claim'>;

const CALLS: Readonly<Record<Work, (id: string, answer: Answer) => Promise<unknown>>> = {
  provision: (id) => provision(id),
  suspend: (id, { reason }) => suspend(id, reason === undefined ? {} : { reason }),
  resume: (id, { expiresAt }) => resume(id, expiresAt === undefined ? {} : { expiresAt }),
  inspect: (id) => inspect(id),
  purge: (id, { confirm = '' }) => purge(id, confirm),
};
const WORKS = Object.keys(CALLS) as Work[];

/** What is asked besides: of one whose time is over, until when it is to run. */
function fieldsFor(work: Work, { state, expiresAt }: Instance): readonly Field[] {
  if (work === 'suspend') return ['reason'];
  const isOver = state === 'expired' || (expiresAt !== null && Date.parse(expiresAt) < Date.now());
  return work === 'resume' && isOver ? ['expiresAt'] : [];
}

function WorkButton({ work, instance }: { work: Work; instance: Instance }) {
  const navigate = useNavigate();
  const { id, name } = instance;
  const fields = fieldsFor(work, instance);
  const run = async (answer: Answer) => {
    const begun = await CALLS[work](id, answer);
    // There the first password is shown.
    if (work === 'provision') await navigate(`/operations/${(begun as { id: string }).id}`);
  };
  return (
    <AskedButton
      label={`amiral.action.${work}`}
      title={`amiral.ask.${work}.title`}
      consequence={`amiral.ask.${work}.text`}
      confirm={`amiral.action.${work}`}
      fields={fields}
      required={fields.filter((field) => field === 'expiresAt' && instance.state === 'expired')}
      name={name}
      run={run}
      done={`amiral.done.${work}`}
      reread={{}}
      {...(work === 'provision' && { variant: 'contained' })}
      {...(work === 'purge' && { color: 'error' })}
    >
      {work === 'purge' && <TypedName name={name} />}
    </AskedButton>
  );
}

/** What its row allows now. */
export function InstanceButtons({ instance }: { instance: Instance }) {
  const { actions } = instance;
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap', '&:empty': { display: 'none' } }}>
      {WORKS.filter((work) => actions.includes(work)).map((work) => (
        <WorkButton key={work} work={work} instance={instance} />
      ))}
      {actions.includes('terminate') && <Terminate instance={instance} />}
    </Stack>
  );
}
